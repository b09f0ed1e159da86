package dev.yatagarasu.core.config;

import dev.yatagarasu.core.http.IpRange;
import java.time.Duration;
import java.util.List;

/**
 * The data port and what it takes from clients.
 *
 * @param host address to listen on, for example {@code 0.0.0.0} or {@code ::1}
 * @param port port to listen on; 0 picks a free one
 * @param maxConcurrentRequests requests at most that memory cannot answer at once, each until its answer is sent; one of
 *     several buckets gets another of these places only as long as it holds fewer than are free
 * @param limits the largest request that is looked at
 * @param connections how many connections there may be, and how slow
 * @param idleTimeout how long a connection may stand still, in either direction, before it is closed
 * @param shutdown how the server ends
 * @param trustedProxies whose word is taken for whom they ask, in {@code Forwarded} and {@code X-Forwarded-For}
 * @param rateLimit how many requests all buckets together take
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
     * The largest request that is looked at.
     *
     * @param maxUriLength bytes in the request target; more is answered with 414
     * @param maxHeaderSize bytes in all header fields together; more is answered with 431
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

        /** 8 KiB of target and 64 KiB of header fields. */
        public static Limits defaults() {
            return new Limits(8 * 1024, 64 * 1024);
        }
    }

    /**
     * How the server ends once it was told to (SIGTERM).
     *
     * @param delay how long it goes on taking connections and requests while {@code /ready} says already that it stops, so that
     *     whoever sends requests here can learn of it; nothing to a day
     * @param timeout how long requests in progress may go on after that; more than nothing, at most a day
     */
    public record Shutdown(Duration delay, Duration timeout) {
        public Shutdown {
            if (delay.isNegative() || delay.compareTo(Timeouts.LONGEST) > 0) {
                throw new IllegalArgumentException("shutdown_delay must be nothing to a day, is " + delay);
            }
            Timeouts.check("shutdown_timeout", timeout);
        }

        /** No delay, and 30 s for requests in progress. */
        public static Shutdown defaults() {
            return new Shutdown(Duration.ZERO, Duration.ofSeconds(30));
        }
    }

    /**
     * How many connections there may be, and how slow.
     *
     * @param max connections to each port at once; further ones are closed unanswered
     * @param headerTimeout how long a request head may take, from its first byte, or for the first one of a connection from
     *     the moment that it is open; as long may a body take that is waited for
     * @param minRate bytes a second that a client must take of an answer that waits for it, on average over the idle
     *     time-out; 0 is any rate
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

        /** 10,000 connections, 10 s for a head, any rate. */
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

    /** Port 8080 on all addresses, 10,000 connections and as many requests that wait, 30 s of idleness and for the shutdown, nobody trusted. */
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

    /** The same at another address. */
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

    /** The same with another bound on requests that wait. */
    public ServerConfig withMaxConcurrentRequests(int requests) {
        return new ServerConfig(
                host, port, requests, limits, connections, idleTimeout, shutdown, trustedProxies, rateLimit);
    }

    /** The same with other limits. */
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

    /** The same with other bounds on connections. */
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

    /** The same with another idle time-out. */
    public ServerConfig withIdleTimeout(Duration timeout) {
        return new ServerConfig(
                host, port, maxConcurrentRequests, limits, connections, timeout, shutdown, trustedProxies, rateLimit);
    }

    /** The same with another end. */
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

    /** The same with other proxies whose word is taken. */
    public ServerConfig withTrustedProxies(List<IpRange> proxies) {
        return new ServerConfig(
                host, port, maxConcurrentRequests, limits, connections, idleTimeout, shutdown, proxies, rateLimit);
    }

    /** The same with other rate limits. */
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
