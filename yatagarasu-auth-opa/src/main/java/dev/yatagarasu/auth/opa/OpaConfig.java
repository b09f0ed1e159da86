package dev.yatagarasu.auth.opa;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of OPA: the section {@code auth.opa}. {@code toString} shows no secret.
 *
 * @param endpoint the URL of OPA, the timeout and the number of connections
 * @param policyPath the rule or package that decides, below {@code data}, its parts separated by slashes
 * @param token the bearer token for OPA; none by default
 * @param headers names of header fields that the policy sees; none by default
 * @param query names of query parameters that the policy sees; none by default
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

    /** The rule at this endpoint, without a token, header fields and query parameters. */
    public static OpaConfig of(EndpointConfig endpoint, String policyPath) {
        return new OpaConfig(endpoint, policyPath, Optional.empty(), Set.of(), Set.of());
    }

    /** Reads the section; empty if it has problems, which are added to the tree. */
    public static Optional<OpaConfig> read(ConfigNode section) {
        return OpaConfigReader.read(section);
    }
}
