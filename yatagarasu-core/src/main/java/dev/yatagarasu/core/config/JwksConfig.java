package dev.yatagarasu.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A set of public keys that an identity provider publishes (RFC 7517 section 5). Equal configurations share the fetched
 * set.
 *
 * @param url the URL of the set, {@code https} or {@code http}
 * @param refresh the maximum age of the fetched set, 30 seconds to a day; the provider may shorten it
 * @param caCertificate a PEM file with the authorities to trust for an {@code https} url instead of the JDK's
 */
public record JwksConfig(URI url, Duration refresh, Optional<Path> caCertificate) {
    /** The default maximum age of a set. */
    public static final Duration DEFAULT_REFRESH = Duration.ofHours(1);

    /** The smallest maximum age of a set, whatever the provider says. */
    public static final Duration SHORTEST_REFRESH = Duration.ofSeconds(30);

    static final Duration LONGEST_REFRESH = Duration.ofDays(1);

    public JwksConfig {
        JwtRules.reject("jwks_url", JwtRules.checkUrl(url));
        JwtRules.reject("jwks_refresh", JwtRules.checkRefresh(refresh));
        JwtRules.reject("jwks_tls", caCertificate.flatMap(file -> JwtRules.checkEncrypted(url)));
    }

    /** The set at this URL, at most an hour old. */
    public static JwksConfig of(String url) {
        return new JwksConfig(URI.create(url), DEFAULT_REFRESH, Optional.empty());
    }

    /** The same set with another maximum age, 30 seconds to a day. */
    public JwksConfig withRefresh(Duration refresh) {
        return new JwksConfig(url, refresh, caCertificate);
    }

    /** The same set, trusting only the certificate authorities in this PEM file; the URL must be {@code https}. */
    public JwksConfig withCaCertificate(Path file) {
        return new JwksConfig(url, refresh, Optional.of(file));
    }
}
