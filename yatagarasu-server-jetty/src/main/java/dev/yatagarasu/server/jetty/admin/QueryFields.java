package dev.yatagarasu.server.jetty.admin;

import dev.yatagarasu.core.http.QueryParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, read strictly: each known, once, and well-formed UTF-8; {@code +} stands for a space. */
final class QueryFields {
    private final Map<String, String> values = new HashMap<>();

    private QueryFields() {}

    static QueryFields parse(@Nullable String query, String... known) {
        QueryFields fields = new QueryFields();
        QueryParameters parameters = QueryParameters.ofForm(query == null ? "" : query);
        while (parameters.next()) {
            fields.add(parameters, List.of(known));
        }
        return fields;
    }

    private void add(QueryParameters parameter, List<String> known) {
        String name = parameter.name().orElseThrow(QueryFields::malformed);
        if (!known.contains(name)) {
            throw AdminRefusal.badRequest(
                    "There is no parameter \"" + name + "\"; there are " + String.join(", ", known) + ".");
        }
        if (values.put(name, parameter.value().orElseThrow(QueryFields::malformed)) != null) {
            throw AdminRefusal.badRequest("The parameter \"" + name + "\" is there twice.");
        }
    }

    private static AdminRefusal malformed() {
        return AdminRefusal.badRequest("The query must be percent-encoded UTF-8.");
    }

    /** A parameter that must be there, and not be empty. */
    String text(String name) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw AdminRefusal.badRequest("The parameter \"" + name + "\" is missing.");
        }
        return value;
    }
}
