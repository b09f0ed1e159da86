package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.S3TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only a real S3 server can tell: that it agrees with our signatures, and how it refuses. */
class S3ServerTest {
    private static final S3TestServer SERVER = S3TestServer.start();

    @BeforeAll
    static void fill() {
        SERVER.createBucket("files");
        byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
        SERVER.put("files", "a b+c%2Fd.txt", content, "text/x-crow", "Owner", "me", "cache-tag", "one,two");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static S3Storage open(String bucket, String secretKey) {
        S3Config config = S3Config.builder(bucket, "us-east-1")
                .endpoint(SERVER.endpoint())
                .credentials(SERVER.accessKey(), secretKey)
                .build();
        return S3Storage.open(config, OriginTest.context(Clock.systemUTC()));
    }

    @Test
    void get_userMetadata_isPassedOn() {
        try (S3Storage storage = open("files", SERVER.secretKey());
                StorageResponse response = storage.get(StorageRequest.whole("a b+c%2Fd.txt"))) {
            StorageResponse.Whole whole = (StorageResponse.Whole) response;
            assertThat(whole.headers().first("content-type")).contains("text/x-crow");
            assertThat(whole.headers().first("x-amz-meta-owner")).contains("me");
            assertThat(whole.headers().first("x-amz-meta-cache-tag")).contains("one,two");
        }
    }

    @Test
    void get_wrongSecret_isRefused() {
        try (S3Storage storage = open("files", "wrong")) {
            StorageException failure = OriginTest.failure(() -> storage.get(StorageRequest.whole("a b+c%2Fd.txt")));
            assertThat(failure.kind()).isEqualTo(StorageException.Kind.REFUSED);
            assertThat(storage.probe()).isInstanceOf(StorageHealth.Down.class);
        }
    }

    @Test
    void get_missingBucket_isRefusedAndNotMissing() {
        try (S3Storage storage = open("nothing-here", SERVER.secretKey())) {
            StorageException failure = OriginTest.failure(() -> storage.get(StorageRequest.whole("x")));
            assertThat(failure.kind()).isEqualTo(StorageException.Kind.REFUSED);
            assertThat(failure).hasMessageContaining("NoSuchBucket").hasMessageContaining("nothing-here");
            assertThat(storage.probe()).isInstanceOf(StorageHealth.Down.class);
        }
    }
}
