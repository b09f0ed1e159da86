package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach Redis and what to keep there: what the section {@code cache.redis} says. The tier and the bus are both made
 * from it. Prints no secret.
 *
 * @param place where Redis is
 * @param login with what to log in, if with anything
 * @param database number of the database; 0 in a cluster
 * @param tls how to check the server, if the connection is encrypted
 * @param keyPrefix how all keys start: letters, digits, and {@code : . _ - /}
 * @param ttl how long Redis keeps an entry at most; does not change how long it is fresh
 * @param timeout for connecting, for each answer, and for a connection to come free
 * @param maxConnections how many connections the tier opens at most to one server; the bus opens four of its own
 * @param streamMaxLength how many purges the stream holds for instances that are cut off, roughly
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
     * The server that these sentinels say is the master.
     *
     * @param master the name under which they watch it
     * @param nodes the sentinels
     * @param login with what to log in to the sentinels themselves
     */
    public record Sentinels(String master, List<Address> nodes, Optional<Login> login) implements Place {
        public Sentinels {
            nodes = List.copyOf(nodes);
        }
    }

    /** A cluster; {@code nodes} are those that are asked for the others. */
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
     * How to check the server's certificate.
     *
     * @param caCertificate a PEM file with the authorities to trust instead of the JDK's
     * @param verify what is checked
     */
    public record Tls(Optional<Path> caCertificate, Verify verify) {}

    /** What of a certificate is checked. */
    public enum Verify {
        /** That an authority vouches for it, and that it is for the host that was asked for. */
        FULL,
        /** That an authority vouches for it. */
        CA
    }

    /** One server, and everything else as the configuration's defaults have it. */
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

    /** Reads the section; empty if anything in the tree is wrong, which its problems tell. */
    public static Optional<RedisConfig> read(ConfigNode section) {
        return RedisConfigReader.read(section);
    }
}
