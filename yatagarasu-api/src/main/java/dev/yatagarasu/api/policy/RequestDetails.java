package dev.yatagarasu.api.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy sees of a request beside who asks for what. Header fields and query parameters are the client's own
 * words: nothing has verified them.
 *
 * @param clientAddress the address of the client, trusted proxies taken into account; empty where it is not wanted
 * @param headers values of the header fields that are wanted and there, by name in lower case
 * @param query values of the query parameters that are wanted and there, decoded, by name
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

    /** Nothing. */
    public static RequestDetails none() {
        return NONE;
    }
}
