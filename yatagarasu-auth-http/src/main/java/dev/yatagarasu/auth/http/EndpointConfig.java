package dev.yatagarasu.auth.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a policy service is and how to talk to it.
 *
 * @param url {@code http} or {@code https}, a host, and the path below which the service answers, if any
 * @param timeout how long one call may take in all: waiting for a connection, connecting, asking and the whole answer
 * @param maxConnections how many calls are on their way at once; more wait
 * @param caCertificate a PEM file with the authorities to trust instead of the JDK's
 */
public record EndpointConfig(URI url, Duration timeout, int maxConnections, Optional<Path> caCertificate) {
    /** How long one call may take if nothing is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** How many calls are on their way at once if nothing is said. */
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

    /** The service at that url, and everything else as it is if nothing is said. */
    public static EndpointConfig of(URI url) {
        return new EndpointConfig(url, TIMEOUT, MAX_CONNECTIONS, Optional.empty());
    }
}
