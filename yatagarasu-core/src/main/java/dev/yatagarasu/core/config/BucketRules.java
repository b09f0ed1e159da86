package dev.yatagarasu.core.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a bucket may be called and where it may be served; each check returns what is wrong, if anything is. */
final class BucketRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private BucketRules() {}

    /** A limit for users whom nobody identifies would do nothing. */
    static Optional<String> checkPerUser(boolean isPublic, BucketRateLimit limit) {
        return isPublic && limit.perUser().isPresent()
                ? Optional.of(
                        "limits nobody, since readers of a public bucket have no identity: remove it, or enable auth")
                : Optional.empty();
    }

    static Optional<String> checkName(String name) {
        return Check.that(
                NAME.matcher(name).matches(),
                "must be 1 to 63 letters, digits, dots, dashes and underscores, the first one a letter or digit");
    }

    static Optional<String> checkPathPrefix(String prefix) {
        if (prefix.equals("/")) {
            return Optional.empty();
        }
        if (!prefix.startsWith("/") || prefix.endsWith("/")) {
            return Optional.of("must start with a slash and not end with one (or be / alone)");
        }
        for (String segment : prefix.substring(1).split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || hasForbidden(segment)) {
                return Optional.of("must be made of plain segments such as /shared/files, without empty, . or .."
                        + " segments, backslashes, percent signs, question marks, hashes or control characters");
            }
        }
        return prefix.equals("/health") || prefix.equals("/ready")
                ? Optional.of("is taken: the server itself answers there")
                : Optional.empty();
    }

    private static boolean hasForbidden(String segment) {
        return segment.chars().anyMatch(c -> Character.isISOControl(c) || "\\%?#".indexOf(c) >= 0);
    }
}
