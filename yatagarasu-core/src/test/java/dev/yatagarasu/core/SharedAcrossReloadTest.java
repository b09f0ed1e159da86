package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.internal.cache.CacheFixture;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.OriginRequest;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests share while another configuration is put in force: transfers, flights and work in the background. */
class SharedAcrossReloadTest extends EngineTest {
    /** More than what fits between two sockets, so that it cannot arrive before it is read. */
    private static final int SIZE = 20_000_000;

    private static final int BEGUN = 2 * BlockKey.BLOCK_SIZE;

    private final VerifyingOrigin origin = VerifyingOrigin.start();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final byte[] content = new byte[SIZE];

    @BeforeEach
    void put() {
        new Random(20).nextBytes(content);
        origin.put("files", "large", OriginObject.of(content, "text/plain"));
        origin.put("files", "small", OriginObject.of(new byte[10], "text/plain"));
    }

    @AfterEach
    void close() {
        origin.close();
    }

    private S3Config.Builder s3() {
        return S3Config.builder("files", "us-east-1")
                .endpoint(origin.endpoint())
                .credentials(VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY);
    }

    private static YatagarasuConfig of(StorageConfig storage) {
        return config(BucketConfig.publicBucket("files", "/", storage));
    }

    private void startOnS3() {
        clock.set(Instant.now());
        start(of(s3().build()), builder -> builder.executor(background::add));
    }

    private String whole() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private Answer begunWith(int bytes) throws IOException {
        Answer answer = answer("GET", "/large");
        for (int read = 0; read < bytes; ) {
            read += ((Body.Pieces) answer.body()).source().next().remaining();
        }
        return answer;
    }

    private static String rest(Answer answer) throws IOException {
        StringBuilder rest = new StringBuilder(SIZE);
        Body.Pieces body = (Body.Pieces) answer.body();
        while (BEGUN + rest.length() < body.length()) {
            rest.append(StandardCharsets.ISO_8859_1.decode(body.source().next().duplicate()));
        }
        answer.completed();
        return rest.toString();
    }

    private long requestsForLarge() {
        return origin.requests().stream()
                .map(OriginRequest::target)
                .filter(target -> target.endsWith("/large"))
                .count();
    }

    @Test
    void reload_sameStorage_whoJoinsATransferBegunBeforeGetsItWholeAfterTheFirstHasLeft() throws IOException {
        startOnS3();
        Answer first = begunWith(BEGUN);
        engine().reload(of(s3().build()));

        Answer joined = answer("GET", "/large");
        first.aborted(BEGUN);

        assertThat(receive(joined, false).text()).isEqualTo(whole());
        assertThat(requestsForLarge()).isEqualTo(1);
    }

    @Test
    void reload_sameStorage_keepsItsConnections() {
        startOnS3();
        get("/small");
        int connections = origin.acceptedConnections();

        for (int i = 0; i < 10; i++) {
            engine().reload(of(s3().build()));
            assertThat(get("/missing" + i).status()).isEqualTo(404);
        }

        assertThat(origin.acceptedConnections()).isEqualTo(connections);
        engine().close();
        assertThat(origin.openConnections()).isLessThanOrEqualTo(connections);
    }

    @Test
    void reload_otherSecretKey_isSignedWithFromThenOn() {
        startOnS3();
        assertThat(get("/small").status()).isEqualTo(200);

        engine().reload(of(
                s3().credentials(VerifyingOrigin.ACCESS_KEY, "revoked").build()));
        assertThat(get("/small").status()).isEqualTo(502);
        engine().reload(of(s3().build()));
        assertThat(get("/small").status()).isEqualTo(200);
    }

    @Test
    void reload_storageChanged_whoHasBegunGetsItWholeAndThenTheOldOneCloses() throws Exception {
        startOnS3();
        Answer first = begunWith(BEGUN);
        engine().reload(of(s3().idleTimeout(Duration.ofSeconds(7)).build()));

        Answer later = answer("GET", "/large");
        later.aborted(0);

        assertThat(rest(first)).isEqualTo(whole().substring(BEGUN));
        assertThat(origin.awaitAtMostOpenConnections(0, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void reload_bucketRemoved_whoHasBegunGetsItWholeAndThenItsStorageCloses() throws Exception {
        startOnS3();
        Answer first = begunWith(BEGUN);
        engine().reload(config(bucket("other", "/other", storage)));

        assertThat(get("/large").status()).isEqualTo(404);
        assertThat(rest(first)).isEqualTo(whole().substring(BEGUN));
        assertThat(origin.awaitAtMostOpenConnections(0, Duration.ofSeconds(10))).isTrue();
    }

    private BucketConfig.Builder revalidating() {
        return bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder()
                        .ttl(Duration.ofSeconds(1))
                        .staleWhileRevalidate(Duration.ofMinutes(1))
                        .build());
    }

    @Test
    void reload_beforeARevalidationInTheBackground_keepsItsStorageOpenUntilThen() {
        start(config(revalidating()), builder -> builder.executor(background::add));
        get("/a.txt");
        clock.advance(Duration.ofSeconds(2));
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("STALE");
        int calls = storage.calls.size();

        engine().reload(config(bucket("other", "/other", new MemoryStorage())));
        assertThat(storage.closings).hasValue(0);
        runBackground();

        assertThat(storage.calls).hasSizeGreaterThan(calls);
        assertThat(storage.closings).hasValue(1);
    }

    @Test
    void reload_beforeReadingAhead_keepsTheStorageOpenUntilThen() {
        storage.putVersion("ranges", "x".repeat(8 * BlockKey.BLOCK_SIZE), "v1");
        start(cached(), builder -> builder.executor(background::add));
        get("/ranges", "range", "bytes=0-" + (BlockKey.BLOCK_SIZE - 1));
        get("/ranges", "range", "bytes=" + BlockKey.BLOCK_SIZE + "-" + (BlockKey.BLOCK_SIZE + 9));

        engine().reload(config(bucket("other", "/other", new MemoryStorage())));
        assertThat(storage.closings).as("reads ahead").hasValue(0);
        runBackground();

        assertThat(storage.closings).hasValue(1);
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    @Test
    void reload_sameStorageDuringAFlight_bothWhoLedItAndWhoJoinsGetTheObject() throws Exception {
        start(cached());
        CountDownLatch reloaded = new CountDownLatch(1);
        storage.fault = (call, honest) -> {
            await(reloaded);
            return honest.get();
        };
        CompletableFuture<Reply> leader = CacheFixture.waiting(() -> get("/a.txt"));
        engine().reload(cached());
        CompletableFuture<Reply> joined = CacheFixture.waiting(() -> get("/a.txt"));
        reloaded.countDown();

        assertThat(leader.get(10, TimeUnit.SECONDS).text()).isEqualTo(CONTENT);
        assertThat(joined.get(10, TimeUnit.SECONDS).text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").status()).isEqualTo(200);
        assertThat(get("/a.txt").header("x-cache")).as("kept by the new one").isEqualTo("HIT");
    }

    /** A client that had sent no condition got the 304 that was meant for the copy that was being revalidated. */
    @Test
    void reload_whileAPlainGetRevalidates_itIsAnsweredWithTheWholeObject() {
        start(config(revalidatingInTheForeground()));
        get("/a.txt");
        clock.advance(Duration.ofSeconds(2));
        storage.fault = (call, honest) -> {
            storage.fault = (later, answer) -> answer.get();
            engine().reload(config(revalidatingInTheForeground()));
            return honest.get();
        };

        Reply answered = get("/a.txt");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.text()).isEqualTo(CONTENT);
    }

    @Test
    void reload_whileAHeadRevalidates_itIsAnsweredWithTheObject() {
        start(config(revalidatingInTheForeground()));
        get("/a.txt");
        clock.advance(Duration.ofSeconds(2));
        storage.fault = (call, honest) -> {
            storage.fault = (later, answer) -> answer.get();
            engine().reload(config(revalidatingInTheForeground()));
            return honest.get();
        };

        Reply answered = send("HEAD", "/a.txt");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("content-length")).isEqualTo("10");
    }

    private BucketConfig.Builder revalidatingInTheForeground() {
        return bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().ttl(Duration.ofSeconds(1)).build());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
