package dev.yatagarasu.core.config;

import dev.yatagarasu.core.http.IpRange;
import java.time.Duration;
import java.util.List;

/**
 * The data port and its limits.
 *
 * @param host address to listen on, for example {@code 0.0.0.0} or {@code ::1}
 * @param port port to listen on; 0 picks a free one
 * @param maxConcurrentRequests how many requests that memory cannot answer may be in progress at once, 1 to 1,000,000;
 *     half of them are reserved for the buckets in equal parts, half are shared
 * @param limits the maximum size of a request's head
 * @param connections how many connections there may be, and how slow they may be
 * @param idleTimeout how long a connection may be idle in both directions before it is closed, above 0 and at most a
 *     day
 * @param shutdown how the server stops
 * @param trustedProxies the proxies whose {@code Forwarded} and {@code X-Forwarded-For} fields are trusted
 * @param rateLimit how many requests all buckets together accept
 */
public record ServerConfig(
        String host,
        int port,
        int maxConcurrentRequests,
        Limits limits,
        Connections connections,
        Duration idleTimeout,
        Shutdown shutdown,
        List<IpRange> trustedProxies,
        ServerRateLimit rateLimit) {

    static final int MOST_REQUESTS = 1_000_000;

    /**
     * The maximum size of a request's head.
     *
     * @param maxUriLength bytes in the request target, 64 to 1 MiB; more is answered with 414
     * @param maxHeaderSize bytes in all header fields together, 256 to 1 MiB; more is answered with 431
     */
    public record Limits(int maxUriLength, int maxHeaderSize) {
        static final int SMALLEST_URI = 64;
        static final int SMALLEST_HEADERS = 256;
        static final int LARGEST = 1024 * 1024;

        public Limits {
            if (maxUriLength < SMALLEST_URI || maxUriLength > LARGEST) {
                throw new IllegalArgumentException("max_uri_length must be 64 bytes to 1 MiB, is " + maxUriLength);
            }
            if (maxHeaderSize < SMALLEST_HEADERS || maxHeaderSize > LARGEST) {
                throw new IllegalArgumentException("max_header_size must be 256 bytes to 1 MiB, is " + maxHeaderSize);
            }
        }

        /** 8 KiB for the request target and 64 KiB for the header fields. */
        public static Limits defaults() {
            return new Limits(8 * 1024, 64 * 1024);
        }
    }

    /**
     * How the server stops after SIGTERM.
     *
     * @param delay how long it still accepts connections and requests while {@code /ready} already reports that it is
     *     stopping, so that load balancers notice; 0 to a day
     * @param timeout how long in-flight requests may take to finish after that, above 0 and at most a day
     */
    public record Shutdown(Duration delay, Duration timeout) {
        public Shutdown {
            if (delay.isNegative() || delay.compareTo(Timeouts.LONGEST) > 0) {
                throw new IllegalArgumentException("shutdown_delay must be nothing to a day, is " + delay);
            }
            Timeouts.check("shutdown_timeout", timeout);
        }

        /** No delay, and 30 seconds for in-flight requests. */
        public static Shutdown defaults() {
            return new Shutdown(Duration.ZERO, Duration.ofSeconds(30));
        }
    }

    /**
     * How many connections there may be, and how slow they may be.
     *
     * @param max open connections to each port, 1 to 1,000,000; further ones are closed without an answer
     * @param headerTimeout how long a request head may take to arrive, from its first byte, or for the first request of
     *     a connection from the moment it is open; above 0 and at most a day. The body of a call on the admin port may
     *     take equally long
     * @param minRate bytes per second that a client must read while there is data to send, on average over the idle
     *     timeout; 0 accepts any rate, 1 GiB at most
     */
    public record Connections(int max, Duration headerTimeout, long minRate) {
        static final int MOST = 1_000_000;
        static final long FASTEST_MIN_RATE = 1L << 30;

        public Connections {
            if (max < 1 || max > MOST) {
                throw new IllegalArgumentException("max_connections must be 1 to " + MOST + ", is " + max);
            }
            Timeouts.check("header_timeout", headerTimeout);
            if (minRate < 0 || minRate > FASTEST_MIN_RATE) {
                throw new IllegalArgumentException("min_rate must be 0 to 1 GiB a second, is " + minRate);
            }
        }

        /** 10,000 connections, 10 seconds for a head, any rate. */
        public static Connections defaults() {
            return new Connections(10_000, Duration.ofSeconds(10), 0);
        }
    }

    public ServerConfig {
        new HostPort(host, port).check();
        if (maxConcurrentRequests < 1 || maxConcurrentRequests > MOST_REQUESTS) {
            throw new IllegalArgumentException(
                    "max_concurrent_requests must be 1 to " + MOST_REQUESTS + ", is " + maxConcurrentRequests);
        }
        Timeouts.check("idle_timeout", idleTimeout);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * Port 8080 on all addresses, 10,000 connections, 10,000 concurrent requests, idle and shutdown timeouts of 30
     * seconds, no trusted proxies and no rate limits.
     */
    public static ServerConfig defaults() {
        return new ServerConfig(
                "0.0.0.0",
                8080,
                10_000,
                Limits.defaults(),
                Connections.defaults(),
                Duration.ofSeconds(30),
                Shutdown.defaults(),
                List.of(),
                ServerRateLimit.none());
    }

    /** The same settings at another address; port 0 picks a free one. */
    public ServerConfig withAddress(String newHost, int newPort) {
        return new ServerConfig(
                newHost,
                newPort,
                maxConcurrentRequests,
                limits,
                connections,
                idleTimeout,
                shutdown,
                trustedProxies,
                rateLimit);
    }

    /** The same with another maximum of requests that memory cannot answer, 1 to 1,000,000; 10,000 by default. */
    public ServerConfig withMaxConcurrentRequests(int requests) {
        return new ServerConfig(
                host, port, requests, limits, connections, idleTimeout, shutdown, trustedProxies, rateLimit);
    }

    /** The same with other limits on the size of request heads; {@link Limits#defaults()} by default. */
    public ServerConfig withLimits(Limits newLimits) {
        return new ServerConfig(
                host,
                port,
                maxConcurrentRequests,
                newLimits,
                connections,
                idleTimeout,
                shutdown,
                trustedProxies,
                rateLimit);
    }

    /** The same with other limits on connections; {@link Connections#defaults()} by default. */
    public ServerConfig withConnections(Connections newConnections) {
        return new ServerConfig(
                host,
                port,
                maxConcurrentRequests,
                limits,
                newConnections,
                idleTimeout,
                shutdown,
                trustedProxies,
                rateLimit);
    }

    /** The same with another idle timeout, above 0 and at most a day; 30 seconds by default. */
    public ServerConfig withIdleTimeout(Duration timeout) {
        return new ServerConfig(
                host, port, maxConcurrentRequests, limits, connections, timeout, shutdown, trustedProxies, rateLimit);
    }

    /** The same with another shutdown; {@link Shutdown#defaults()} by default. */
    public ServerConfig withShutdown(Shutdown newShutdown) {
        return new ServerConfig(
                host,
                port,
                maxConcurrentRequests,
                limits,
                connections,
                idleTimeout,
                newShutdown,
                trustedProxies,
                rateLimit);
    }

    /** The same with other trusted proxies; none by default. */
    public ServerConfig withTrustedProxies(List<IpRange> proxies) {
        return new ServerConfig(
                host, port, maxConcurrentRequests, limits, connections, idleTimeout, shutdown, proxies, rateLimit);
    }

    /** The same with other rate limits; none by default. */
    public ServerConfig withRateLimit(ServerRateLimit newRateLimit) {
        return new ServerConfig(
                host,
                port,
                maxConcurrentRequests,
                limits,
                connections,
                idleTimeout,
                shutdown,
                trustedProxies,
                newRateLimit);
    }
}
