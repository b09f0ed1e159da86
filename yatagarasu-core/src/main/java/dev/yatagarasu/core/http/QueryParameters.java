package dev.yatagarasu.core.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads single parameters out of a raw query ({@code application/x-www-form-urlencoded}, as forms and URLs write them). */
public final class QueryParameters {
    private QueryParameters() {}

    /** All values of the parameters {@code wanted}, decoded, by name; names that are not there are left out. */
    public static Map<String, List<String>> pick(String query, Set<String> wanted) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query.isEmpty() || wanted.isEmpty()) {
            return values;
        }
        for (int start = 0; start <= query.length(); ) {
            int end = query.indexOf('&', start);
            String parameter = query.substring(start, end < 0 ? query.length() : end);
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            if (wanted.contains(name)) {
                String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
                values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
            start = end < 0 ? query.length() + 1 : end + 1;
        }
        return values;
    }

    /** What is no proper escape stays as it was written. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
