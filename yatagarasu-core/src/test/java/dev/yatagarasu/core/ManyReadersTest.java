package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many clients want the same object at the same time. */
class ManyReadersTest extends EngineTest {

    /** The lengths of what {@code readers} get who all begin before storage has answered anybody. */
    private List<Integer> readAtOnce(int readers, String target) throws Exception {
        CountDownLatch begun = new CountDownLatch(readers);
        storage.fault = (call, honest) -> {
            await(begun);
            return honest.get();
        };
        List<Future<Integer>> lengths = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < readers; i++) {
                lengths.add(threads.submit(() -> {
                    Work work = (Work) begin("GET", target);
                    begun.countDown();
                    return receive(work.finish(), false).text().length();
                }));
            }
        }
        List<Integer> read = new ArrayList<>();
        for (Future<Integer> length : lengths) {
            read.add(length.get());
        }
        return read;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void get_aThousandClientsOneColdKey_isOneRequestToStorage() throws Exception {
        engine();

        assertThat(readAtOnce(1_000, "/a.txt")).hasSize(1_000).containsOnly(CONTENT.length());

        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_manyClientsOneLargeColdObject_isOneTransfer() throws Exception {
        int size = 16 * BlockKey.BLOCK_SIZE + 5;
        storage.putVersion("large", "x".repeat(size), "v1");
        start(YatagarasuConfig.builder()
                .cache(CacheConfig.inMemory(64L << 20))
                .bucket(bucket("files", "/", storage).build())
                .build());

        assertThat(readAtOnce(50, "/large")).hasSize(50).containsOnly(size);

        assertThat(storage.calls).hasSize(1);
    }
}
