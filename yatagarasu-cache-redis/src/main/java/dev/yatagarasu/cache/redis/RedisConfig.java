package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of Redis: the section {@code cache.redis}. The tier and the bus are both created from it.
 * {@code toString} shows no secret. The ranges are those that {@link #read} accepts.
 *
 * @param place the address of Redis
 * @param login the credentials, if any
 * @param database number of the database, 0 to 65535; 0 in a cluster and by default
 * @param tls how to verify the server, if the connection is encrypted
 * @param keyPrefix the prefix of all keys, at most 128 letters, digits, and {@code : . _ - /}; {@code yatagarasu:} by
 *     default
 * @param ttl how long Redis keeps an entry at most, above 0; two hours by default. It does not change how long the
 *     entry is fresh
 * @param timeout for connecting, for each answer, and for a free connection, above 0 and at most a minute; a second by
 *     default
 * @param maxConnections the maximum number of connections of the tier to one server, 1 to 10,000; 16 by default. The
 *     bus opens four more
 * @param streamMaxLength roughly how many purges the stream keeps for instances that are disconnected, 1000 to
 *     10,000,000; 10,000 by default
 */
public record RedisConfig(
        Place place,
        Optional<Login> login,
        int database,
        Optional<Tls> tls,
        String keyPrefix,
        Duration ttl,
        Duration timeout,
        int maxConnections,
        int streamMaxLength) {

    /** Where Redis is. */
    public sealed interface Place {}

    /** One server. */
    public record Single(Address address) implements Place {}

    /**
     * The server that the sentinels name as the master.
     *
     * @param master the name of the monitored master
     * @param nodes the sentinels
     * @param login the credentials for the sentinels themselves
     */
    public record Sentinels(String master, List<Address> nodes, Optional<Login> login) implements Place {
        public Sentinels {
            nodes = List.copyOf(nodes);
        }
    }

    /** A cluster; {@code nodes} are its initial nodes, through which the others are found. */
    public record Cluster(List<Address> nodes) implements Place {
        public Cluster {
            nodes = List.copyOf(nodes);
        }
    }

    /** A host and a port. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A password, and the ACL user it belongs to; without one, that is {@code default}. */
    public record Login(Optional<String> username, Secret password) {}

    /**
     * How to verify the server's certificate.
     *
     * @param caCertificate a PEM file with the certificate authorities to trust instead of the JDK's
     * @param verify what is verified
     */
    public record Tls(Optional<Path> caCertificate, Verify verify) {}

    /** What is verified of a certificate. */
    public enum Verify {
        /** That a trusted authority has issued it, and that it is for the requested host. */
        FULL,
        /** That a trusted authority has issued it. */
        CA
    }

    /** One server, with the defaults of the configuration for everything else. */
    public static RedisConfig of(String host, int port) {
        return new RedisConfig(
                new Single(new Address(host, port)),
                Optional.empty(),
                0,
                Optional.empty(),
                RedisConfigReader.KEY_PREFIX,
                RedisConfigReader.TTL,
                RedisConfigReader.TIMEOUT,
                RedisConfigReader.MAX_CONNECTIONS,
                RedisConfigReader.STREAM_MAX_LENGTH);
    }

    /** Reads the section; empty if it has problems, which are added to the tree. */
    public static Optional<RedisConfig> read(ConfigNode section) {
        return RedisConfigReader.read(section);
    }
}
