package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.S3TestServer;
import dev.yatagarasu.testkit.StorageBackendContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract against a real S3 server that verifies signatures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StorageContractTest extends StorageBackendContract {
    private final S3TestServer server = S3TestServer.start();
    private final S3Storage storage = S3Storage.open(
            S3Config.builder("contract", "us-east-1")
                    .endpoint(server.endpoint())
                    .credentials(server.accessKey(), server.secretKey())
                    .build(),
            OriginTest.context(Clock.systemUTC()));

    @BeforeAll
    void createBucket() {
        server.createBucket("contract");
    }

    @AfterAll
    void stop() {
        storage.close();
        server.close();
    }

    @Override
    protected StorageBackend backend() {
        return storage;
    }

    @Override
    protected void store(String key, byte[] content, String contentType) {
        server.put("contract", key, content, contentType);
    }
}
