package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of storage that does not say how large they are. */
class UnsizedObjectTest extends EngineTest {

    @BeforeEach
    void hideSizes() {
        storage.hidesSizes = true;
    }

    @Test
    void get_sizeUnknown_isServedWithoutLengthAndWithoutRanges() {
        start(uncached());

        Reply whole = get("/a.txt");
        Reply head = send("HEAD", "/a.txt");

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.text()).isEqualTo(CONTENT);
        assertThat(whole.header("etag")).isEqualTo("\"v1\"");
        assertThat(whole.headers().contains("content-length")).isFalse();
        assertThat(whole.headers().contains("accept-ranges")).isFalse();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().contains("content-length")).isFalse();
        assertThat(events.getFirst().bytesSent()).isEqualTo(10);
        assertThat(events.getFirst().whole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2-3", "bytes=-3", "bytes=0-1,5-6", "bytes=50-"})
    void get_rangeOfSizeUnknown_isTheWhole(String range) {
        start(uncached());

        assertThat(get("/a.txt", "range", range)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(CONTENT);
            assertThat(answer.headers().contains("content-range")).isFalse();
        });
    }

    @Test
    void get_conditionsOnSizeUnknown_areEvaluated() {
        storage.ignoresConditions = true;
        start(uncached());

        assertThat(get("/a.txt", "if-none-match", "\"v1\"").status()).isEqualTo(304);
        assertThat(get("/a.txt", "if-match", "\"v2\"").status()).isEqualTo(412);
        assertThat(get("/a.txt", "if-match", "\"v2\"", "range", "bytes=0-1,4-5").status())
                .isEqualTo(412);
    }

    @Test
    void get_endSeen_isKeptWithItsSize() {
        Reply first = get("/a.txt");
        Reply second = get("/a.txt", "range", "bytes=2-3");

        assertThat(first.headers().contains("content-length")).isFalse();
        assertThat(first.text()).isEqualTo(CONTENT);
        assertThat(second.fast()).isTrue();
        assertThat(second.status()).isEqualTo(206);
        assertThat(second.text()).isEqualTo("23");
        assertThat(send("HEAD", "/a.txt").header("content-length")).isEqualTo("10");
        assertThat(storage.methods()).containsExactly("GET");
    }

    @Test
    void get_nothingBeforeTheEnd_isKeptAsEmpty() {
        storage.putVersion("empty", "", "v1");

        assertThat(get("/empty").text()).isEmpty();
        assertThat(get("/empty").fast()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BlockKey.BLOCK_SIZE - 1, BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE + 1, 3 * BlockKey.BLOCK_SIZE})
    void get_severalBlocks_areKeptOneByOne(int size) {
        String content = "abcdefg".repeat(size / 7 + 1).substring(0, size);
        storage.putVersion("large", content, "v1");

        assertThat(get("/large").text()).isEqualTo(content);
        Reply again = get("/large");

        assertThat(again.fast()).isTrue();
        assertThat(again.text()).isEqualTo(content);
        assertThat(again.header("content-length")).isEqualTo(Integer.toString(size));
        assertThat(get("/large", "range", "bytes=-5").text()).isEqualTo(content.substring(size - 5));
    }

    @Test
    void get_severalBlocksWithoutStrongTag_areNotKept() {
        storage.put("weak", "x".repeat(BlockKey.BLOCK_SIZE + 1), "etag", "W/\"v1\"");

        get("/weak");

        assertThat(get("/weak").header("x-cache")).isEqualTo("MISS");
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    @Test
    void get_largerThanTheBucketKeeps_isServedAndPassesBy() {
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().maxObjectSize(9).build())));

        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    @Test
    void get_endNotProven_isServedAndNeverKept() {
        storage.endIsProven = false;

        Answer answer = answer("GET", "/a.txt");
        assertThat(answer.body())
                .isInstanceOfSatisfying(
                        Body.Unsized.class,
                        body -> assertThat(body.endIsProven()).isFalse());
        assertThat(receive(answer, false).text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    @Test
    void get_cutShort_isNeitherWholeNorKept() {
        storage.fault = (call, honest) -> new StorageResponse.Unsized(Headers.of("etag", "\"v1\""), true, cutShort());
        Answer answer = answer("GET", "/a.txt");
        InputStream body = ((Body.Unsized) answer.body()).stream();

        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        answer.brokeOff(4, new IOException("cut short"));
        storage.fault = (call, honest) -> honest.get();

        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    private static InputStream cutShort() {
        return new SequenceInputStream(
                new ByteArrayInputStream("0123".getBytes(StandardCharsets.US_ASCII)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut short");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("cut short");
                    }
                });
    }

    @Test
    void get_clientLeavesBeforeTheEnd_nothingIsKept() throws IOException {
        Answer answer = answer("GET", "/a.txt");
        assertThat(((Body.Unsized) answer.body()).stream().readNBytes(10)).hasSize(10);
        answer.aborted(10);

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("MISS");
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    @Test
    void get_purgedBeforeTheEnd_isNotKept() throws IOException {
        Answer answer = answer("GET", "/a.txt");
        engine().cache().purge(Purge.key("files", "a.txt"));
        receive(answer, false);

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("MISS");
    }

    @Test
    void head_sizeUnknown_leavesWhatIsKeptToTheNextGet() {
        assertThat(send("HEAD", "/a.txt").status()).isEqualTo(200);
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(send("HEAD", "/a.txt").header("content-length")).isEqualTo("10");
        assertThat(storage.methods()).containsExactly("HEAD", "GET");
    }

    @Test
    void get_staleWhileRevalidate_keepsTheNewObjectThoughNobodyReadsIt() {
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder()
                        .ttl(Duration.ofSeconds(10))
                        .staleWhileRevalidate(Duration.ofMinutes(1))
                        .build())));
        get("/a.txt");
        storage.putVersion("a.txt", "new", "v2");
        clock.advance(Duration.ofSeconds(20));

        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo("new");
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    @Test
    void warmUp_sizeUnknown_isKept() throws Exception {
        WarmUpJob job = engine().cache().warm(WarmUp.keys("files", List.of("a.txt")));

        assertThat(job.progress().done()).isEqualTo(1);
        assertThat(get("/a.txt").fast()).isTrue();
    }

    @Test
    void get_blocksLostMeanwhile_comeFromTheWholeAgain() {
        int size = 4 * BlockKey.BLOCK_SIZE;
        String content = "abcdefg".repeat(size / 7 + 1).substring(0, size);
        storage.putVersion("large", content, "v1");
        storage.hidesSizes = false;
        send("HEAD", "/large");
        storage.hidesSizes = true;

        assertThat(get("/large", "range", "bytes=300000-300009").text()).isEqualTo(content.substring(300000, 300010));
        assertThat(get("/large").text()).isEqualTo(content);
    }

    @Test
    void get_throughTheJavaApi_hasNoSizeAndEndsWhole() throws IOException {
        try (StoredObject object = engine().get("files", "a.txt").orElseThrow()) {
            assertThat(object.size()).isEmpty();
            assertThat(object.body().readAllBytes()).hasSize(10);
        }
        assertThat(events.getFirst().whole()).isTrue();
        assertThat(events.getFirst().bytesSent()).isEqualTo(10);
    }
}
