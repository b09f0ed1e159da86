package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.cache.CacheFixture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A purge is about what is remembered and what is under way, too. */
class PurgeWhileAskedTest extends EngineTest {

    @Test
    void purge_objectThatPassedBy_isKeptAgainIfStorageNowAllowsIt() {
        storage.put("n", "text", "etag", "\"n\"", "cache-control", "no-store");
        get("/n");
        get("/n");
        storage.put("n", "text", "etag", "\"n\"");

        engine().cache().purge(Purge.key("files", "n"));

        assertThat(get("/n").header("x-cache")).isEqualTo("MISS");
        assertThat(get("/n").header("x-cache")).isEqualTo("HIT");
    }

    @Test
    void purge_whileSomebodyAsksStorage_whoComesAfterItAsksAnewAndDoesNotWait() throws Exception {
        engine();
        CountDownLatch answered = new CountDownLatch(1);
        storage.fault = (call, honest) -> {
            storage.fault = (later, answer) -> answer.get();
            StorageResponse old = honest.get();
            await(answered);
            return old;
        };
        CompletableFuture<Reply> before = CacheFixture.waiting(() -> get("/a.txt"));
        storage.putVersion("a.txt", "new", "v2");
        engine().cache().purge(Purge.key("files", "a.txt"));

        FutureTask<Reply> after = new FutureTask<>(() -> get("/a.txt"));
        Thread.ofPlatform().daemon().start(after);

        assertThat(after.get(10, TimeUnit.SECONDS).text()).isEqualTo("new");
        answered.countDown();
        assertThat(before.get(10, TimeUnit.SECONDS).text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo("new");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
