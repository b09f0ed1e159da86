package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.auth.openfga.OpenFgaCheck.Check;
import dev.yatagarasu.auth.openfga.OpenFgaCheck.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Asks OpenFGA whether the user has the relation to the object. */
final class OpenFgaAuthorizer implements Authorizer {
    private final OpenFgaChecks questions;
    private final OpenFgaClient client;

    OpenFgaAuthorizer(OpenFgaChecks questions, OpenFgaClient client) {
        this.questions = questions;
        this.client = client;
    }

    @Override
    public Decision authorize(AccessRequest request) {
        return switch (questions.of(request)) {
            case Refused refused -> new Decision.Deny(refused.reason());
            case Check check -> decision(check, client.check(check));
        };
    }

    @Override
    public List<Decision> authorizeAll(List<AccessRequest> requests) {
        List<OpenFgaCheck> asked = requests.stream().map(questions::of).toList();
        List<Check> checks = new ArrayList<>();
        for (OpenFgaCheck question : asked) {
            if (question instanceof Check check) {
                checks.add(check);
            }
        }
        Queue<Boolean> answers = new ArrayDeque<>(client.checkAll(checks));
        return asked.stream().map(question -> decision(question, answers)).toList();
    }

    private static Decision decision(OpenFgaCheck question, Queue<Boolean> answers) {
        return switch (question) {
            case Refused refused -> new Decision.Deny(refused.reason());
            case Check check -> decision(check, answers.remove());
        };
    }

    private static Decision decision(Check check, boolean allowed) {
        TupleKey tuple = check.tuple();
        return allowed
                ? new Decision.Allow()
                : new Decision.Deny(tuple.user() + " is not " + tuple.relation() + " of " + tuple.object());
    }

    @Override
    public void close() {
        client.close();
    }
}
