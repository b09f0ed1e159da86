package dev.yatagarasu.auth.http;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.TrustedCertificates;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how to talk to a policy service from the section of a plug-in. */
public final class EndpointReader {
    private EndpointReader() {}

    /**
     * Reads {@code timeout}, {@code max_connections}, {@code ca_certificate} and, under the name that the plug-in gives it,
     * the url; empty if anything in the tree is wrong, which its problems tell.
     */
    public static Optional<EndpointConfig> read(ConfigNode section, String urlKey) {
        Optional<URI> url = url(section, urlKey);
        Optional<Duration> timeout = section.positiveDuration("timeout", EndpointRules.LONGEST_TIMEOUT);
        OptionalInt maxConnections = section.integer("max_connections", 1, EndpointRules.MOST_CONNECTIONS);
        Optional<Path> authorities = authorities(section, urlKey, url);
        if (url.isEmpty() || !section.isSound()) {
            return Optional.empty();
        }
        return Optional.of(new EndpointConfig(
                url.get(),
                timeout.orElse(EndpointConfig.TIMEOUT),
                maxConnections.orElse(EndpointConfig.MAX_CONNECTIONS),
                authorities));
    }

    /** Reads a bearer token, itself or {@code file:/path}; notes one that no header field can hold. */
    public static Optional<Secret> token(ConfigNode section, String key) {
        Optional<Secret> token = section.secret(key);
        if (token.isPresent() && !EndpointRules.isToken(token.get())) {
            section.problem(key, "must be printable ASCII characters without spaces");
        }
        return token;
    }

    private static Optional<URI> url(ConfigNode section, String key) {
        String text = section.requiredString(key);
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            EndpointRules.checkUrl(url)
                    .ifPresent(problem -> section.problem(key, problem + ", such as http://localhost:8181"));
            return Optional.of(url);
        } catch (URISyntaxException e) {
            section.problem(key, "is no URL; write it like http://localhost:8181");
            return Optional.empty();
        }
    }

    private static Optional<Path> authorities(ConfigNode section, String urlKey, Optional<URI> url) {
        if (section.has("ca_certificate")
                && url.filter(it -> !EndpointRules.isHttps(it)).isPresent()) {
            section.problem("ca_certificate", "is of no use unless " + urlKey + " starts with https://");
        }
        return TrustedCertificates.read(section, "ca_certificate");
    }
}
