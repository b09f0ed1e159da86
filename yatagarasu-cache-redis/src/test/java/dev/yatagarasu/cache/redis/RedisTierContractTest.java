package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.testkit.CacheTierContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class RedisTierContractTest extends CacheTierContract {
    private static RedisProcess server;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = RedisProcess.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected CacheTier openTier() {
        try (Jedis redis = server.jedis()) {
            redis.flushAll();
        }
        return new RedisTier(RedisConfig.of(RedisProcess.HOST, server.port()), clock());
    }

    @Override
    protected boolean countsEntries() {
        return false;
    }
}
