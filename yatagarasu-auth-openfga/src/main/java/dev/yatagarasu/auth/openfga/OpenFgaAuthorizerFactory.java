package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.AuthorizerFactory;
import dev.yatagarasu.auth.http.JsonEndpoint;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ApiToken;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ClientCredentials;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Login;
import java.util.Optional;

/**
 * Makes authorizers that ask OpenFGA. It may be away then: requests are refused until it is there, and answered from then
 * on.
 */
public final class OpenFgaAuthorizerFactory implements AuthorizerFactory {

    @Override
    public String type() {
        return "openfga";
    }

    @Override
    public Authorizer create(ConfigNode settings, ComponentContext context) {
        OpenFgaConfig config = OpenFgaConfig.read(settings).orElseThrow(() -> {
            settings.reportUnknownKeys();
            return new ConfigurationException(settings.problems().list());
        });
        return create(config, context);
    }

    /** Makes one for an engine that is configured in code. */
    public Authorizer create(OpenFgaConfig config, ComponentContext context) {
        OpenFgaChecks questions = new OpenFgaChecks(config);
        JsonEndpoint endpoint = new JsonEndpoint(config.endpoint(), context);
        return new OpenFgaAuthorizer(questions, new OpenFgaClient(config, endpoint, tokens(config.login(), context)));
    }

    private static Tokens tokens(Optional<Login> login, ComponentContext context) {
        if (login.isEmpty()) {
            return new Tokens.Fixed(Optional.empty());
        }
        return switch (login.get()) {
            case ApiToken token -> new Tokens.Fixed(Optional.of(token.token()));
            case ClientCredentials credentials -> new FetchedTokens(new TokenEndpoint(credentials, context), context);
        };
    }
}
