package dev.yatagarasu.server.jetty.admin;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.core.DecisionAdmin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What operators do with remembered decisions over HTTP: what {@link DecisionAdmin} does in Java. */
public final class DecisionEndpoints {
    private final DecisionAdmin decisions;

    private DecisionEndpoints(DecisionAdmin decisions) {
        this.decisions = decisions;
    }

    /** The endpoints of these decisions. */
    public static List<AdminEndpoint> of(DecisionAdmin decisions) {
        DecisionEndpoints all = new DecisionEndpoints(decisions);
        return List.of(new AdminEndpoint("POST", "/admin/decisions/purge", all::purge));
    }

    private AdminAnswer purge(AdminCall call) throws IOException {
        long purged = decisions.purge(what(call.body("bucket", "principal", "all")));
        return AdminAnswer.json(200, json -> json.writeNumberField("purged", purged));
    }

    /** Everything has to be asked for by name: an empty body is a mistake. */
    private static DecisionPurge what(JsonFields body) {
        Optional<String> bucket = body.optionalText("bucket");
        Optional<String> principal = body.optionalText("principal");
        boolean some = bucket.isPresent() || principal.isPresent();
        if (some == body.flag("all")
                || bucket.filter(String::isEmpty).isPresent()
                || principal.filter(String::isEmpty).isPresent()) {
            throw AdminRefusal.badRequest(
                    "Name a \"bucket\", a \"principal\" or both, or send \"all\": true for all decisions.");
        }
        return DecisionPurge.of(bucket, principal);
    }
}
