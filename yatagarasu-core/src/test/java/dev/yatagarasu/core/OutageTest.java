package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storage that does not answer is waited for once, and not by each request for what may be served stale. */
class OutageTest extends EngineTest {
    private final Queue<Runnable> background = new ArrayDeque<>();

    @BeforeEach
    void startAndFail() {
        YatagarasuConfig config = config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder()
                        .ttl(Duration.ofSeconds(10))
                        .serveStale(Duration.ofHours(1))
                        .build()));
        start(config, builder -> builder.executor(background::add));
        storage.putVersion("b.txt", "b", "v1");
        storage.put("must", "m", "etag", "\"m\"", "cache-control", "max-age=5, must-revalidate");
        storage.put("always", "n", "etag", "\"n\"", "cache-control", "no-cache");
        for (String target : new String[] {"/a.txt", "/b.txt", "/must", "/always"}) {
            get(target);
        }
        background.clear();
        clock.advance(Duration.ofSeconds(11));
        fail(StorageException.Kind.TIMEOUT);
    }

    private void fail(StorageException.Kind kind) {
        storage.fault = (call, honest) -> {
            throw new StorageException(kind, "no answer");
        };
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    private void isStaleAtOnce(String target) {
        int calls = storage.calls.size();
        Reply reply = get(target);
        assertThat(reply.header("x-cache")).isEqualTo("STALE");
        assertThat(storage.calls).as("nobody waits").hasSize(calls);
    }

    /** Every request waited for the whole time-out. */
    @Test
    void get_storageHangs_onlyTheFirstWaitsAndInEachWindowOneAsksBehind() {
        assertThat(get("/a.txt").header("x-cache")).as("waited").isEqualTo("STALE");

        isStaleAtOnce("/a.txt");
        isStaleAtOnce("/b.txt");
        assertThat(background).as("not again so soon").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        isStaleAtOnce("/b.txt");
        isStaleAtOnce("/a.txt");
        assertThat(background).hasSize(1);
        runBackground();
        isStaleAtOnce("/a.txt");
        assertThat(background).isEmpty();
    }

    @Test
    void get_storageAnswersAgain_isFreshAfterTheFirstWhoAskedBehind() {
        get("/a.txt");
        clock.advance(Duration.ofSeconds(1));
        storage.fault = (call, honest) -> honest.get();

        isStaleAtOnce("/a.txt");
        runBackground();

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
        assertThat(get("/b.txt").header("x-cache")).isEqualTo("REVALIDATED");
    }

    @Test
    void get_mustNotBeStale_isStillWaitedFor() {
        get("/a.txt");
        int calls = storage.calls.size();

        assertThat(get("/must").status()).isEqualTo(504);
        assertThat(get("/always").status()).isEqualTo(504);
        assertThat(storage.calls).hasSize(calls + 2);
    }

    @Test
    void get_serveStaleHasEnded_isWaitedFor() {
        get("/a.txt");
        clock.advance(Duration.ofHours(2));

        assertThat(get("/a.txt").status()).isEqualTo(504);
    }

    @Test
    void get_nothingHeardForLong_isWaitedForAgain() {
        get("/a.txt");
        int calls = storage.calls.size();
        clock.advance(Duration.ofMinutes(6));

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("STALE");
        assertThat(storage.calls).hasSize(calls + 1);
    }

    @Test
    void get_storageRefusesAfterAnOutage_isNotServedStaleAnyMore() {
        get("/a.txt");
        clock.advance(Duration.ofSeconds(1));
        fail(StorageException.Kind.REFUSED);

        isStaleAtOnce("/a.txt");
        runBackground();

        assertThat(get("/a.txt").status()).isEqualTo(502);
    }

    /** Each failure put the next question off again, so that nothing of the bucket was revalidated as long as one was wanted. */
    @Test
    void get_oneObjectFailsAgainAndAgain_othersAreStillAskedFor() {
        storage.fault = (call, honest) -> {
            if (call.request().key().equals("bad")) {
                throw new StorageException(StorageException.Kind.UNAVAILABLE, "slow down");
            }
            return honest.get();
        };
        for (int i = 0; i < 4; i++) {
            assertThat(get("/bad").status()).isEqualTo(503);
            clock.advance(Duration.ofMillis(400));
        }

        isStaleAtOnce("/a.txt");
        runBackground();

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
    }
}
