package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.policy.PolicyInputs;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.core.http.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Picks from a request what a policy wants to see of it, and nothing else. */
final class PolicyRequestDetails {
    private PolicyRequestDetails() {}

    static RequestDetails details(Exchange exchange, PolicyInputs wanted) {
        if (wanted.isEmpty()) {
            return RequestDetails.none();
        }
        return new RequestDetails(
                wanted.clientAddress() ? Optional.of(exchange.clientAddress()) : Optional.empty(),
                headers(exchange, wanted),
                QueryParameters.pick(exchange.request().query(), wanted.queryParameters()));
    }

    private static Map<String, List<String>> headers(Exchange exchange, PolicyInputs wanted) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String name : wanted.headers()) {
            List<String> all = exchange.request().headers().all(name);
            if (!all.isEmpty()) {
                values.put(name, all);
            }
        }
        return values;
    }
}
