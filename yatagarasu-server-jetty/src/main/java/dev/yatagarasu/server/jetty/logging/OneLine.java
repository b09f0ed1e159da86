package dev.yatagarasu.server.jetty.logging;

import org.jspecify.annotations.Nullable;

/** Makes text that may come from anybody fit for a line of a log. */
final class OneLine {
    private OneLine() {}

    /** Appends the text with every control, format and line-separating character as a backslash escape. */
    static void append(StringBuilder line, @Nullable String text) {
        String shown = String.valueOf(text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (isPlain(c)) {
                line.append(c);
            } else {
                line.append("\\u%04x".formatted((int) c));
            }
        }
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
