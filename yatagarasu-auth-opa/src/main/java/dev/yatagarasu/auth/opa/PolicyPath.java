package dev.yatagarasu.auth.opa;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names of rules and packages as OPA's Data API has them: the parts of the reference below {@code data}, with slashes. */
final class PolicyPath {
    private static final int LONGEST = 512;

    private PolicyPath() {}

    /** What is wrong with it, if anything is. OPA itself takes any path and finds nothing there: everybody is denied. */
    static Optional<String> check(String path) {
        if (path.startsWith("/") || path.endsWith("/") || path.startsWith("v1/")) {
            return Optional.of("must begin with the package, without v1/data and slashes around it");
        }
        if (path.isEmpty() || path.length() > LONGEST || segments(path).contains("")) {
            return Optional.of("must be names separated by single slashes");
        }
        if (path.contains(".")) {
            return Optional.of("must have slashes where Rego has dots");
        }
        boolean printable =
                path.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c) || isHalf(c));
        return printable ? Optional.empty() : Optional.of("must not hold white space and control characters");
    }

    /** Half of a surrogate pair. */
    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** The path in a URL, each part percent-encoded. */
    static String encode(String path) {
        return segments(path).stream()
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("*", "%2A"))
                .collect(Collectors.joining("/"));
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
