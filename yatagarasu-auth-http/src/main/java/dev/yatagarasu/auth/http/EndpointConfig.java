package dev.yatagarasu.auth.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The address of a policy service and the limits of its calls.
 *
 * @param url {@code http} or {@code https}, a host, and optionally the path below which the service answers
 * @param timeout how long one whole call may take: waiting for a connection, connecting, the request and the complete
 *     answer; above 0 and at most a minute
 * @param maxConnections the maximum number of concurrent calls, 1 to 10,000; further ones wait
 * @param caCertificate a PEM file with the certificate authorities to trust instead of the JDK's; needs {@code https}
 */
public record EndpointConfig(URI url, Duration timeout, int maxConnections, Optional<Path> caCertificate) {
    /** The default timeout of one call. */
    public static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** The default maximum of concurrent calls. */
    public static final int MAX_CONNECTIONS = 64;

    public EndpointConfig {
        EndpointRules.checkUrl(url).ifPresent(problem -> {
            throw new IllegalArgumentException("the url " + problem);
        });
        if (!timeout.isPositive() || timeout.compareTo(EndpointRules.LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be above 0 and at most a minute, is " + timeout);
        }
        if (maxConnections < 1 || maxConnections > EndpointRules.MOST_CONNECTIONS) {
            throw new IllegalArgumentException("maxConnections must be 1 to 10000, is " + maxConnections);
        }
        if (caCertificate.isPresent() && !EndpointRules.isHttps(url)) {
            throw new IllegalArgumentException("authorities to trust need a url that starts with https://");
        }
    }

    /** The service at this URL, with the defaults for everything else. */
    public static EndpointConfig of(URI url) {
        return new EndpointConfig(url, TIMEOUT, MAX_CONNECTIONS, Optional.empty());
    }
}
