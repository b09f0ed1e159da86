package dev.yatagarasu.auth.opa;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import java.util.Optional;
import java.util.Set;

/**
 * How to ask OPA: what the section {@code auth.opa} says. Prints no secret.
 *
 * @param endpoint where OPA is
 * @param policyPath the rule or package that decides, below {@code data}, its parts separated by slashes
 * @param token what to show to OPA, if anything
 * @param headers names of header fields that the policy sees
 * @param query names of query parameters that the policy sees
 */
public record OpaConfig(
        EndpointConfig endpoint, String policyPath, Optional<Secret> token, Set<String> headers, Set<String> query) {
    public OpaConfig {
        PolicyPath.check(policyPath).ifPresent(problem -> {
            throw new IllegalArgumentException("the policy's path " + problem);
        });
        headers = Set.copyOf(headers);
        query = Set.copyOf(query);
    }

    /** That rule at that place, without a token, headers and query. */
    public static OpaConfig of(EndpointConfig endpoint, String policyPath) {
        return new OpaConfig(endpoint, policyPath, Optional.empty(), Set.of(), Set.of());
    }

    /** Reads the section; empty if anything in the tree is wrong, which its problems tell. */
    public static Optional<OpaConfig> read(ConfigNode section) {
        return OpaConfigReader.read(section);
    }
}
