package dev.yatagarasu.core.internal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one {@code Forwarded} header field apart (RFC 7239 section 4). */
final class ForwardedField {
    private static final String NOBODY = "";

    private final String field;
    private final List<String> nodes = new ArrayList<>();
    private int at;

    private ForwardedField(String field) {
        this.field = field;
    }

    /**
     * For whom each proxy says it asks, in order; {@code ""} for one that does not say. Empty if the field is malformed
     * anywhere: an open quote may have swallowed what the nearest proxy wrote.
     */
    static Optional<List<String>> nodes(String field) {
        ForwardedField reader = new ForwardedField(field);
        do {
            if (!reader.readElement()) {
                return Optional.empty();
            }
        } while (reader.skip(','));
        return Optional.of(reader.nodes);
    }

    /** Reads what one proxy wrote, up to the comma behind it; false if that is malformed. */
    private boolean readElement() {
        String node = NOBODY;
        boolean empty = true;
        do {
            skipSpace();
            if (at < field.length() && field.charAt(at) != ';' && field.charAt(at) != ',') {
                empty = false;
                String name = readUntil("=;,\" \t");
                Optional<String> value = skip('=') ? readValue() : Optional.empty();
                boolean again = name.equalsIgnoreCase("for") && !node.isEmpty();
                if (name.isEmpty() || value.isEmpty() || again) {
                    return false;
                }
                node = name.equalsIgnoreCase("for") ? value.get() : node;
                skipSpace();
            }
        } while (skip(';'));
        if (!empty) {
            nodes.add(node);
        }
        return at == field.length() || field.charAt(at) == ',';
    }

    /** A quoted string, or anything up to the next delimiter: addresses with ports are often sent without quotes. */
    private Optional<String> readValue() {
        if (skip('"')) {
            return readQuoted();
        }
        String value = readUntil(";,\" \t");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private Optional<String> readQuoted() {
        StringBuilder value = new StringBuilder();
        while (at < field.length() && field.charAt(at) != '"') {
            at += field.charAt(at) == '\\' ? 1 : 0;
            if (at < field.length()) {
                value.append(field.charAt(at++));
            }
        }
        return skip('"') ? Optional.of(value.toString()) : Optional.empty();
    }

    private String readUntil(String delimiters) {
        int start = at;
        while (at < field.length() && delimiters.indexOf(field.charAt(at)) < 0) {
            at++;
        }
        return field.substring(start, at);
    }

    private void skipSpace() {
        while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean skip(char expected) {
        boolean there = at < field.length() && field.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }
}
