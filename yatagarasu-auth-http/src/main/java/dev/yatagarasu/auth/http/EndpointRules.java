package dev.yatagarasu.auth.http;

import dev.yatagarasu.api.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the settings of an endpoint may hold. */
final class EndpointRules {
    /** A longer timeout is a mistake, since a client waits for the answer. */
    static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    static final int MOST_CONNECTIONS = 10_000;

    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private EndpointRules() {}

    /** What is wrong with the url, if anything is, without quoting it: it might hold a password. */
    static Optional<String> checkUrl(URI url) {
        if (!isHttps(url) && !"http".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("must start with http:// or https://");
        }
        String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
        if (authority.contains("@")) {
            return Optional.of("must not hold a user or password");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || !isPort(parts.group("port"))) {
            return Optional.of("must name a host, and a port from 1 to 65535 if any");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("must not have a query or fragment (? or #)");
        }
        boolean plain = url.getRawPath().chars().allMatch(c -> c < 128)
                && url.normalize().equals(url);
        return plain ? Optional.empty() : Optional.of("must have a plain path, without . and .. segments");
    }

    private static boolean isPort(@Nullable String digits) {
        return digits == null || (Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= 65535);
    }

    static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Whether it can stand in a header field. */
    static boolean isToken(Secret token) {
        return TOKEN.matcher(token.reveal()).matches();
    }
}
