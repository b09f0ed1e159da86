package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of several blocks: what is fetched of them, and what is answered. */
class BlocksTest extends EngineTest {
    private static final int BLOCK = BlockKey.BLOCK_SIZE;
    private static final int SIZE = 5 * BLOCK + 1_000;

    private final String content = text(SIZE, 1);

    private static String text(int size, int seed) {
        StringBuilder text = new StringBuilder(size);
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @BeforeEach
    void put() {
        storage.putVersion("large", content, "v1");
    }

    private Reply range(int first, int last) {
        return get("/large", "range", "bytes=" + first + "-" + last);
    }

    private List<String> rangesAsked() {
        return storage.calls.stream()
                .map(call -> call.request().range().map(ByteRange::toHeader).orElse("all"))
                .toList();
    }

    @Test
    void get_largeObject_isAHitInTheFastLaneTheSecondTime() {
        assertThat(get("/large").text()).isEqualTo(content);
        Reply hit = get("/large");

        assertThat(hit.text()).isEqualTo(content);
        assertThat(hit.fast()).isTrue();
        assertThat(hit.header("x-cache")).isEqualTo("HIT");
        assertThat(hit.header("cache-status")).isEqualTo("yatagarasu; hit; detail=memory");
        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_rangeOfAColdObject_asksForItsWholeBlocksOnce() {
        assertThat(range(BLOCK + 5, BLOCK + 9).text()).isEqualTo(content.substring(BLOCK + 5, BLOCK + 10));
        Reply hit = range(BLOCK, 2 * BLOCK - 1);

        assertThat(hit.text()).isEqualTo(content.substring(BLOCK, 2 * BLOCK));
        assertThat(hit.fast()).isTrue();
        assertThat(rangesAsked()).containsExactly("bytes=" + BLOCK + "-" + (2 * BLOCK - 1));
    }

    @Test
    void get_partlyCached_fetchesOnlyTheMissingRunsOfThatVersion() {
        range(BLOCK, BLOCK);
        range(3 * BLOCK, 3 * BLOCK);
        storage.calls.clear();

        Reply whole = get("/large");

        assertThat(whole.text()).isEqualTo(content);
        assertThat(rangesAsked())
                .containsExactlyInAnyOrder(
                        "bytes=0-" + (BLOCK - 1),
                        "bytes=" + 2 * BLOCK + "-" + (3 * BLOCK - 1),
                        "bytes=" + 4 * BLOCK + "-" + (SIZE - 1));
        assertThat(storage.calls)
                .allSatisfy(
                        call -> assertThat(call.request().preconditions()).isEqualTo(Preconditions.ifMatch("\"v1\"")));
        assertThat(whole.header("x-cache")).isEqualTo("MISS");
        assertThat(whole.header("cache-status")).contains("fwd=partial");
    }

    @Test
    void get_changedBeforeTheAnswerBegan_isTheNewVersion() {
        range(0, 0);
        String changed = text(SIZE + BLOCK, 2);
        storage.putVersion("large", changed, "v2");

        Reply whole = get("/large");

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("etag")).isEqualTo("\"v2\"");
        assertThat(whole.text()).isEqualTo(changed);
    }

    @Test
    void get_changedWhileTheAnswerIsSent_breaksOffAndIsRightTheNextTime() {
        range(0, 0);
        range(2 * BLOCK, 2 * BLOCK);
        Answer begun = answer("GET", "/large");
        String changed = text(SIZE, 3);
        storage.putVersion("large", changed, "v2");

        assertThatThrownBy(() -> receive(begun, false))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(UncheckedIOException.class),
                        failure -> assertThat(failure).hasMessageContaining("changed"));
        begun.aborted(0);
        assertThat(get("/large").text()).isEqualTo(changed);
    }

    @Test
    void get_severalRangesOverBlocks_areExact() {
        for (int round = 0; round < 2; round++) {
            Reply reply = get("/large", "range", "bytes=10-19," + (BLOCK - 2) + "-" + (BLOCK + 1));

            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.text())
                    .contains(content.substring(10, 20))
                    .contains(content.substring(BLOCK - 2, BLOCK + 2));
            assertThat(reply.text()).hasSize(Integer.parseInt(reply.header("content-length")));
        }
        assertThat(storage.methods()).containsExactly("HEAD", "GET", "GET");
    }

    @Test
    void get_sequentialRanges_areReadAhead() {
        range(0, 99);
        range(100, BLOCK - 1);
        range(BLOCK, BLOCK + 99);
        storage.calls.clear();

        assertThat(range(2 * BLOCK, 2 * BLOCK + 99).text()).isEqualTo(content.substring(2 * BLOCK, 2 * BLOCK + 100));

        assertThat(storage.calls).isEmpty();
    }

    @Test
    void get_secondRunOfRandomRanges_asksStorageNothing() {
        for (int run = 0; run < 2; run++) {
            Random random = new Random(9);
            storage.calls.clear();
            for (int i = 0; i < 100; i++) {
                int first = random.nextInt(SIZE - 65_536);
                assertThat(range(first, first + 65_535).text()).isEqualTo(content.substring(first, first + 65_536));
            }
        }
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void get_largerThanMaxObjectSize_isAskedForExactlyAndNotKept() {
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().maxObjectSize(SIZE - 1).build())));

        assertThat(range(BLOCK + 1, BLOCK + 2).text()).isEqualTo(content.substring(BLOCK + 1, BLOCK + 3));
        assertThat(range(7, 8).text()).isEqualTo(content.substring(7, 9));
        assertThat(get("/large").text()).isEqualTo(content);

        assertThat(storage.calls).hasSize(3);
        assertThat(engine().cache().statistics().tiers().getFirst().holds().entries())
                .isZero();
    }

    @Test
    void get_largerThanHalfOfMemory_isNotKept() {
        start(YatagarasuConfig.builder()
                .cache(CacheConfig.inMemory(2L * SIZE - 2))
                .bucket(bucket("files", "/", storage).build())
                .build());

        get("/large");
        assertThat(get("/large").header("x-cache")).isEqualTo("MISS");
        assertThat(storage.calls).hasSize(2);
    }

    @Test
    void head_thenGet_keepsTheHeadOfTheFirst() {
        assertThat(send("HEAD", "/large").header("content-length")).isEqualTo(Integer.toString(SIZE));
        assertThat(get("/large").text()).isEqualTo(content);
        assertThat(send("HEAD", "/large").fast()).isTrue();

        assertThat(storage.calls.get(1).request().range()).isEqualTo(Optional.of(new ByteRange.Span(0, SIZE - 1)));
        assertThat(storage.calls).hasSize(2);
    }

    /** It was taken for another object, and the answer broke off. */
    @Test
    void get_storageIgnoresTheRangeOfWhatIsMissing_isWhole() {
        range(0, 9);
        storage.ignoresRanges = true;

        assertThat(range(2 * BLOCK, 2 * BLOCK + 9).text()).isEqualTo(content.substring(2 * BLOCK, 2 * BLOCK + 10));
        assertThat(get("/large").text()).isEqualTo(content);
        assertThat(get("/large").header("x-cache")).isEqualTo("HIT");
        assertThat(storage.closed.get()).isEqualTo(storage.opened.get());
    }
}
