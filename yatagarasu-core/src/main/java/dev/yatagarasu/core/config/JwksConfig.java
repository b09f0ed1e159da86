package dev.yatagarasu.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A set of public keys that an identity provider publishes (RFC 7517 section 5). Two that are equal share what was fetched.
 *
 * @param url where it is, {@code https} or {@code http}
 * @param refresh how old it may get before it is fetched again; less where the provider says so
 * @param caCertificate a PEM file with the authorities to trust for an {@code https} url instead of the JDK's
 */
public record JwksConfig(URI url, Duration refresh, Optional<Path> caCertificate) {
    /** How old a set may get where nothing else is said. */
    public static final Duration DEFAULT_REFRESH = Duration.ofHours(1);

    /** How old a set may always get, whatever the provider says. */
    public static final Duration SHORTEST_REFRESH = Duration.ofSeconds(30);

    static final Duration LONGEST_REFRESH = Duration.ofDays(1);

    public JwksConfig {
        JwtRules.reject("jwks_url", JwtRules.checkUrl(url));
        JwtRules.reject("jwks_refresh", JwtRules.checkRefresh(refresh));
        JwtRules.reject("jwks_tls", caCertificate.flatMap(file -> JwtRules.checkEncrypted(url)));
    }

    /** The set at this place, an hour old at most. */
    public static JwksConfig of(String url) {
        return new JwksConfig(URI.create(url), DEFAULT_REFRESH, Optional.empty());
    }

    /** The same, as old as that at most. */
    public JwksConfig withRefresh(Duration refresh) {
        return new JwksConfig(url, refresh, caCertificate);
    }

    /** The same, trusting the authorities in that PEM file and no others. */
    public JwksConfig withCaCertificate(Path file) {
        return new JwksConfig(url, refresh, Optional.of(file));
    }
}
