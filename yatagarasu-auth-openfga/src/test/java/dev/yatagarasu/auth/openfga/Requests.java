package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.RequestDetails;
import java.util.Map;
import java.util.Optional;

/** Requests for objects of the bucket {@code shared-files}. */
final class Requests {
    private Requests() {}

    static AccessRequest get(String user, String key) {
        return request("GET", Optional.of(new Principal("id-of-" + user, Map.of("sub", user))), key);
    }

    static AccessRequest request(String method, Optional<Principal> principal, String key) {
        return new AccessRequest(principal, method, "shared-files", key, "/shared/" + key, RequestDetails.none());
    }
}
