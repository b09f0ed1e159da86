package dev.yatagarasu.api.config;

/**
 * One problem of a configuration. Control characters in path and message are escaped, so that it is always printed as
 * one line.
 *
 * @param path where in the tree, for example {@code buckets[0].s3.region}; empty for the document itself
 * @param line line in the file, from 1; 0 when the configuration does not come from a file
 * @param message what was found, what is accepted and what to do
 */
public record Problem(String path, int line, String message) {
    public Problem {
        path = printable(path);
        message = printable(message);
    }

    private static String printable(String text) {
        if (text.chars().noneMatch(Problem::breaksLines)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (breaksLines(c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean breaksLines(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.getType(c) == Character.FORMAT;
    }

    @Override
    public String toString() {
        String where = line == 0 ? path : path.isEmpty() ? "line " + line : "line " + line + ", " + path;
        return where.isEmpty() ? message : where + ": " + message;
    }
}
