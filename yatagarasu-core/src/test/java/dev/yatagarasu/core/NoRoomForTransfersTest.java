package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** So much is on its way from storage that there is no room for more. */
class NoRoomForTransfersTest extends EngineTest {
    private static final int SIZE = 4 * BlockKey.BLOCK_SIZE;
    private static final int MOST_TRANSFERS =
            Math.clamp(Runtime.getRuntime().maxMemory() / 8 / (3L * BlockKey.BLOCK_SIZE), 4, 10_000);

    @Test
    void get_headIsCachedAndItsBlocksFindNoRoom_isAMiss() {
        storage.putVersion("known", "x".repeat(SIZE), "v1");
        start(YatagarasuConfig.builder()
                .cache(CacheConfig.inMemory(Runtime.getRuntime().maxMemory() / 2))
                .bucket(bucket("files", "/", storage).build())
                .build());
        send("HEAD", "/known");
        assertThat(send("HEAD", "/known").header("x-cache")).isEqualTo("HIT");
        List<Answer> onTheirWay = fillAllRoom();

        Reply reply = get("/known", "range", "bytes=0-9");

        assertThat(reply.text()).isEqualTo("x".repeat(10));
        assertThat(reply.header("x-cache")).isEqualTo("MISS");
        onTheirWay.forEach(answer -> answer.aborted(0));
    }

    /** Begins to read an object in each place that there is. */
    private List<Answer> fillAllRoom() {
        storage.fault = (call, honest) -> call.request().key().startsWith("other/")
                ? new StorageResponse.Whole(
                        Headers.of("etag", "\"o\"", "cache-control", "max-age=600"),
                        SIZE,
                        InputStream.nullInputStream())
                : honest.get();
        List<Answer> begun = new ArrayList<>();
        for (int number = 0; number < MOST_TRANSFERS; number++) {
            begun.add(answer("GET", "/other/" + number));
        }
        return begun;
    }
}
