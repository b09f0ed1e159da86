package dev.yatagarasu.auth.opa;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.PolicyInputs;
import dev.yatagarasu.auth.http.JsonAnswer;
import dev.yatagarasu.auth.http.JsonEndpoint;
import dev.yatagarasu.auth.http.JsonRequest;
import java.util.Optional;

/** Asks OPA's Data API ({@code POST /v1/data/<path>}) about each request. */
final class OpaAuthorizer implements Authorizer {
    private final JsonEndpoint opa;
    private final String path;
    private final Optional<Secret> token;
    private final PolicyInputs inputs;

    OpaAuthorizer(OpaConfig config, ComponentContext context) {
        this.opa = new JsonEndpoint(config.endpoint(), context);
        this.path = "/v1/data/" + PolicyPath.encode(config.policyPath());
        this.token = config.token();
        this.inputs = new PolicyInputs(true, config.headers(), config.query());
    }

    @Override
    public PolicyInputs inputs() {
        return inputs;
    }

    @Override
    public Decision authorize(AccessRequest request) {
        JsonRequest question = JsonRequest.json(path, InputDocument.of(request));
        JsonAnswer answer = opa.send(token.map(question::withBearer).orElse(question));
        try {
            return OpaAnswer.decision(answer);
        } catch (IllegalArgumentException e) {
            throw new YatagarasuException("OPA, asked for " + path + ", " + e.getMessage());
        }
    }

    @Override
    public void close() {
        opa.close();
    }
}
