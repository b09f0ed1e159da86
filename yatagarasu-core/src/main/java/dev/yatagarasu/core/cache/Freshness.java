package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Works out how long a shared cache may serve what storage sent (RFC 9111 sections 3 and 4.2). */
public final class Freshness {
    /** Without revalidation, {@code no-cache} means not to keep it. */
    private static final Set<String> NOT_KEPT = Set.of("no-store", "no-cache", "private");

    private static final long LONGEST_SECONDS = Integer.MAX_VALUE;
    private static final Duration LONGEST = Duration.ofSeconds(LONGEST_SECONDS);

    private Freshness() {}

    /**
     * How long an object may be served.
     *
     * @param freshFor from the moment storage was asked; zero means not to keep it
     * @param age how old it already was then
     */
    public record Lifetime(Duration freshFor, Duration age) {}

    /**
     * The lifetime of an object with these headers: {@code s-maxage}, {@code max-age}, {@code Expires}, else {@code
     * ttl}; zero if it must not be kept. What cannot be understood counts as expired.
     */
    public static Lifetime of(Headers headers, Duration ttl, Instant now) {
        List<String> directives = directives(headers);
        if (directives.stream().anyMatch(directive -> NOT_KEPT.contains(name(directive)))
                || headers.joined("vary").map(vary -> vary.contains("*")).orElse(false)) {
            return new Lifetime(Duration.ZERO, Duration.ZERO);
        }
        Duration age = headers.first("age").map(Freshness::seconds).orElse(Duration.ZERO);
        Duration total = explicit(directives, headers, now).orElse(ttl);
        Duration left = (total.compareTo(LONGEST) < 0 ? total : LONGEST).minus(age);
        return new Lifetime(left.isNegative() ? Duration.ZERO : left, age);
    }

    private static Optional<Duration> explicit(List<String> directives, Headers headers, Instant now) {
        return argument(directives, "s-maxage")
                .or(() -> argument(directives, "max-age"))
                .map(Freshness::seconds)
                .or(() -> headers.first("expires")
                        .map(expires -> HttpDate.parse(expires)
                                .map(date -> Duration.between(now, date))
                                .orElse(Duration.ZERO)));
    }

    /**
     * In their order, since of two the first counts (RFC 9111 section 4.2.1); a comma within quotes divides nothing. Quotes that
     * do not end could hide anything, {@code no-store} too.
     */
    private static List<String> directives(Headers headers) {
        String field = headers.joined("cache-control").orElse("").toLowerCase(Locale.ROOT);
        List<String> directives = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '"') {
                quoted = !quoted;
            } else if (field.charAt(i) == ',' && !quoted) {
                directives.add(field.substring(start, i).strip());
                start = i + 1;
            }
        }
        directives.add(quoted ? "no-store" : field.substring(start).strip());
        return directives;
    }

    private static String name(String directive) {
        int equals = directive.indexOf('=');
        return equals < 0 ? directive : directive.substring(0, equals).strip();
    }

    private static Optional<String> argument(List<String> directives, String name) {
        return directives.stream()
                .filter(directive -> name(directive).equals(name))
                .map(directive -> directive.substring(Math.min(directive.length(), name.length() + 1)))
                .findFirst();
    }

    /** Delta-seconds, with or without quotes; anything else is 0, which is the careful reading. */
    private static Duration seconds(String argument) {
        String digits = argument.replace("\"", "").strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(
                digits.length() > 10 ? LONGEST_SECONDS : Math.min(Long.parseLong(digits), LONGEST_SECONDS));
    }
}
