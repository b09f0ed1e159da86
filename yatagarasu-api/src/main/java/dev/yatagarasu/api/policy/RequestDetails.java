package dev.yatagarasu.api.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The further inputs of a policy decision, besides principal, method and object. Header fields and query parameters
 * come from the client and are not verified.
 *
 * @param clientAddress the address of the client, trusted proxies taken into account; empty if the policy does not need
 *     it
 * @param headers values of the needed header fields that the request has, by name in lower case
 * @param query decoded values of the needed query parameters that the request has, by name
 */
public record RequestDetails(
        Optional<String> clientAddress, Map<String, List<String>> headers, Map<String, List<String>> query) {
    private static final RequestDetails NONE = new RequestDetails(Optional.empty(), Map.of(), Map.of());

    public RequestDetails {
        headers = copy(headers);
        query = copy(query);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        return Map.copyOf(copy);
    }

    /** No further inputs. */
    public static RequestDetails none() {
        return NONE;
    }
}
