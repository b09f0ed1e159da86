package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.config.TrustedCertificates;
import dev.yatagarasu.cache.redis.RedisConfig.Address;
import dev.yatagarasu.cache.redis.RedisConfig.Cluster;
import dev.yatagarasu.cache.redis.RedisConfig.Login;
import dev.yatagarasu.cache.redis.RedisConfig.Sentinels;
import dev.yatagarasu.cache.redis.RedisConfig.Single;
import dev.yatagarasu.cache.redis.RedisConfig.Tls;
import dev.yatagarasu.cache.redis.RedisConfig.Verify;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/** Makes Jedis's clients from the configuration. */
final class RedisClients {
    private static final int CLUSTER_ATTEMPTS = 3;

    private final RedisConfig config;
    private final int connections;
    private final int waitMillis;

    RedisClients(RedisConfig config, int connections, int waitMillis) {
        this.config = config;
        this.connections = connections;
        this.waitMillis = waitMillis;
    }

    /** A client with the connections it takes its own from. */
    record Client(UnifiedJedis jedis, ConnectionProvider provider) {

        /** The connections to each node that keys are written to. */
        List<Pool<Connection>> primaries() {
            return switch (provider) {
                case PooledConnectionProvider one -> List.of(one.getPool());
                case ClusterConnectionProvider cluster ->
                    List.copyOf(cluster.getPrimaryNodes().values());
                default -> throw new IllegalStateException("no known provider: " + provider);
            };
        }

        /** Closes what nobody uses at the moment, and asks a cluster anew for its nodes. */
        void forgetConnections() {
            switch (provider) {
                case PooledConnectionProvider one -> one.getPool().clear();
                case ClusterConnectionProvider cluster -> renew(cluster);
                default -> throw new IllegalStateException("no known provider: " + provider);
            }
        }

        private static void renew(ClusterConnectionProvider cluster) {
            cluster.getNodes().values().forEach(Pool::clear);
            try {
                cluster.renewSlotCache();
            } catch (JedisException e) {
                // The next call finds out by itself.
            }
        }
    }

    /** Where Redis is, fit for a message. */
    String where() {
        return switch (config.place()) {
            case Single single -> single.address().toString();
            case Sentinels sentinels -> "master \"" + sentinels.master() + "\" of " + listed(sentinels.nodes());
            case Cluster cluster -> listed(cluster.nodes());
        };
    }

    private static String listed(List<Address> nodes) {
        return nodes.stream().map(Address::toString).collect(Collectors.joining(", "));
    }

    /** Makes a client. Only one for a cluster connects at once, and fails if no node answers. */
    Client open() {
        JedisClientConfig settings = settings(config.login(), config.database());
        return switch (config.place()) {
            case Single single -> one(new DefaultJedisSocketFactory(hostAndPort(single.address()), settings), settings);
            case Sentinels sentinels -> {
                JedisClientConfig asking = settings(sentinels.login(), 0);
                yield one(new MasterSockets(sentinels, asking, settings), settings);
            }
            case Cluster cluster -> cluster(cluster, settings);
        };
    }

    private Client one(JedisSocketFactory sockets, JedisClientConfig settings) {
        PooledConnectionProvider provider =
                new PooledConnectionProvider(new ConnectionFactory(sockets, settings), pool());
        return new Client(
                RedisClient.builder()
                        .clientConfig(settings)
                        .connectionProvider(provider)
                        .build(),
                provider);
    }

    private Client cluster(Cluster cluster, JedisClientConfig settings) {
        Set<HostAndPort> nodes = new LinkedHashSet<>();
        cluster.nodes().forEach(node -> nodes.add(hostAndPort(node)));
        ClusterConnectionProvider provider = new ClusterConnectionProvider(nodes, settings, pool());
        Duration longest = config.timeout().multipliedBy(CLUSTER_ATTEMPTS);
        return new Client(
                RedisClusterClient.builder()
                        .nodes(nodes)
                        .clientConfig(settings)
                        .maxAttempts(CLUSTER_ATTEMPTS)
                        .maxTotalRetriesDuration(longest)
                        .connectionProvider(provider)
                        .build(),
                provider);
    }

    static HostAndPort hostAndPort(Address address) {
        return new HostAndPort(address.host(), address.port());
    }

    private ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMaxWait(config.timeout());
        pool.setJmxEnabled(false);
        return pool;
    }

    private JedisClientConfig settings(Optional<Login> login, int database) {
        int timeout = Math.toIntExact(config.timeout().toMillis());
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .resp2()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .timeoutMillis(timeout)
                .blockingSocketTimeoutMillis(timeout + waitMillis)
                .database(database);
        login.ifPresent(it -> {
            it.username().ifPresent(settings::user);
            settings.password(it.password().reveal());
        });
        config.tls().ifPresent(tls -> encrypt(settings, tls));
        return settings.build();
    }

    private static void encrypt(DefaultJedisClientConfig.Builder settings, Tls tls) {
        SslOptions.Builder options =
                SslOptions.builder().sslVerifyMode(tls.verify() == Verify.FULL ? SslVerifyMode.FULL : SslVerifyMode.CA);
        tls.caCertificate().ifPresent(file -> trust(options, file));
        settings.sslOptions(options.build());
    }

    /** Sealed with a password, though it holds nothing secret: a store without one is taken for empty. */
    private static void trust(SslOptions.Builder options, Path file) {
        char[] password = "certificates".toCharArray();
        try {
            ByteArrayOutputStream store = new ByteArrayOutputStream();
            KeyStore authorities = TrustedCertificates.keyStore(file);
            authorities.store(store, password);
            options.trustStoreType(authorities.getType())
                    .truststore(() -> new ByteArrayInputStream(store.toByteArray()), password);
        } catch (IOException | GeneralSecurityException e) {
            throw new JedisConnectionException("the authorities to trust cannot be read: " + e.getMessage(), e);
        }
    }
}
