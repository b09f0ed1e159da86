package dev.yatagarasu.auth.opa;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.auth.http.EndpointConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Authorizers and requests as tests want them. */
final class Opas {
    private Opas() {}

    static ComponentContext context() {
        return new ComponentContext(
                "files", Clock.systemUTC(), task -> Thread.ofVirtual().start(task));
    }

    /** With a time-out that is never over on a busy machine. */
    static OpaConfig patient(URI url, String policyPath) {
        return OpaConfig.of(new EndpointConfig(url, Duration.ofSeconds(30), 16, Optional.empty()), policyPath);
    }

    static Authorizer open(URI url, String policyPath) {
        return open(patient(url, policyPath));
    }

    static Authorizer open(OpaConfig config) {
        return new OpaAuthorizerFactory().create(config, context());
    }

    static AccessRequest get(Principal principal, String key) {
        return new AccessRequest(Optional.of(principal), "GET", "files", key, "/shared/" + key, RequestDetails.none());
    }

    static AccessRequest anything() {
        return get(new Principal("alice", Map.of("team", "blue")), "a.txt");
    }
}
