package dev.yatagarasu.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a raw query parameter by parameter: names and values around the first equals sign, between ampersands, percent
 * escapes in UTF-8. For one thread at a time.
 */
public final class QueryParameters {
    private final String query;
    private final boolean plusIsSpace;
    private int start;
    private int equals;
    private int end = -1;

    private QueryParameters(String query, boolean plusIsSpace) {
        this.query = query;
        this.plusIsSpace = plusIsSpace;
    }

    /** Reads a query as forms and browsers write it ({@code application/x-www-form-urlencoded}): a plus sign is a space. */
    public static QueryParameters ofForm(String query) {
        return new QueryParameters(query, true);
    }

    /** Reads a query in which a plus sign is one. */
    public static QueryParameters ofUri(String query) {
        return new QueryParameters(query, false);
    }

    /** Goes on to the first or next parameter, if there is one; an empty one is one, too. */
    public boolean next() {
        if (end == query.length() || query.isEmpty()) {
            return false;
        }
        start = end + 1;
        end = indexOf('&', query.length());
        equals = indexOf('=', end);
        return true;
    }

    private int indexOf(char separator, int limit) {
        int at = query.indexOf(separator, start);
        return at < 0 || at > limit ? limit : at;
    }

    /** Whether the parameter has that name, once decoded. Copies nothing unless it holds escapes. */
    public boolean isNamed(String name) {
        return isPlain(start, equals)
                ? equals - start == name.length() && query.startsWith(name, start)
                : name().filter(name::equals).isPresent();
    }

    /** The parameter's name, decoded; empty if its escapes are no UTF-8. */
    public Optional<String> name() {
        return decoded(start, equals);
    }

    /** The parameter's value, decoded; {@code ""} if it has none, empty if its escapes are no UTF-8. */
    public Optional<String> value() {
        return decoded(Math.min(equals + 1, end), end);
    }

    /** All values of the parameters {@code wanted} of a form's query, by name; what is no proper escape stays as it was written. */
    public static Map<String, List<String>> pick(String query, Set<String> wanted) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query.isEmpty() || wanted.isEmpty()) {
            return values;
        }
        for (QueryParameters parameters = ofForm(query); parameters.next(); ) {
            String name = parameters.name().orElseGet(parameters::rawName);
            if (wanted.contains(name)) {
                values.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(parameters.value().orElseGet(parameters::rawValue));
            }
        }
        return values;
    }

    private String rawName() {
        return query.substring(start, equals);
    }

    private String rawValue() {
        return query.substring(Math.min(equals + 1, end), end);
    }

    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = query.charAt(i);
            if (c == '%' || (c == '+' && plusIsSpace)) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> decoded(int from, int to) {
        if (isPlain(from, to)) {
            return Optional.of(query.substring(from, to));
        }
        ByteBuffer bytes = ByteBuffer.allocate(3 * (to - from));
        for (int i = from; i < to; i++) {
            char c = query.charAt(i);
            if (c == '%') {
                int octet = i + 3 <= to ? octetAt(i + 1) : -1;
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) octet);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.put((byte) ' ');
            } else {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return text(bytes.flip());
    }

    private int octetAt(int at) {
        int high = hexDigit(query.charAt(at));
        int low = hexDigit(query.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static Optional<String> text(ByteBuffer utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
