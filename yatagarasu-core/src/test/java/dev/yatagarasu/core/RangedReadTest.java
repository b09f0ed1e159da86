package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.MultipartBody.Part;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges, from memory and from storage: both must answer alike. */
class RangedReadTest extends EngineTest {

    /** The engine with the object in memory, or without a cache. */
    private void start(boolean cached) {
        start(cached ? cached() : uncached());
        if (cached) {
            get("/a.txt");
            get("/empty");
            storage.calls.clear();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0-9, 0123456789",
        "bytes=0-9, 0-9, 0123456789",
        "bytes=2-4, 2-4, 234",
        "bytes=7-, 7-9, 789",
        "bytes=-3, 7-9, 789",
        "bytes=-100, 0-9, 0123456789",
        "bytes=5-99999999999999999999, 5-9, 56789",
        "bytes=9-9, 9-9, 9",
    })
    void get_oneRange_is206WithExactlyItsBytes(String range, String contentRange, String bytes) {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            Reply reply = get("/a.txt", "range", range);

            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.text()).isEqualTo(bytes);
            assertThat(reply.headers().all("content-range")).containsExactly("bytes " + contentRange + "/10");
            assertThat(reply.headers().all("content-length")).containsExactly(Integer.toString(bytes.length()));
            assertThat(reply.header("etag")).isEqualTo("\"v1\"");
            assertThat(storage.methods()).hasSize(cached ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-", "bytes=10-,20-"})
    void get_rangeOutside_is416WithTheSize(String range) {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            Reply reply = get("/a.txt", "range", range);

            assertThat(reply.status()).isEqualTo(416);
            assertThat(reply.headers().all("content-range")).containsExactly("bytes */10");
            assertThat(reply.text()).contains("range_not_satisfiable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1", "bytes=0-0,1-1"})
    void get_rangeOfAnEmptyObject_is416OnEveryPath(String range) {
        storage.put("empty", "", "etag", "\"e\"");
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            Reply reply = get("/empty", "range", range);

            assertThat(reply.status()).isEqualTo(416);
            assertThat(reply.header("content-range")).isEqualTo("bytes */0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "lines=0-1", "bytes=x", "bytes=0-1,x"})
    void get_rangeToBeIgnored_isTheWhole(String range) {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            assertThat(get("/a.txt", "range", range).status()).isEqualTo(200);
        }
    }

    @Test
    void get_part_carriesNoChecksumOfTheWhole() {
        storage.put(
                "c",
                CONTENT,
                "etag",
                "\"c\"",
                "content-md5",
                "sum",
                "x-amz-checksum-crc32",
                "sum",
                "x-amz-meta-a",
                "b");
        start(config(bucket("files", "/", storage).exposeMetadata(true)));
        for (int round = 0; round < 2; round++) {
            for (String range : new String[] {"bytes=0-", "bytes=0-1", "bytes=0-1,4-5"}) {
                Reply part = get("/c", "range", range);

                assertThat(part.status()).isEqualTo(206);
                assertThat(part.headers().contains("x-amz-checksum-crc32")).isFalse();
                assertThat(part.headers().contains("content-md5")).isFalse();
                assertThat(part.header("x-amz-meta-a")).isEqualTo("b");
            }
            assertThat(get("/c").header("x-amz-checksum-crc32")).isEqualTo("sum");
        }
    }

    @Test
    void get_oneRangeFromStorage_isOneCallThatCarriesIt() {
        start(false);
        get("/a.txt", "range", "bytes=-3");

        assertThat(storage.calls).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.request().range()).contains(new ByteRange.Suffix(3));
        });
    }

    @Test
    void get_coldSuffix_isOneCallAndIsKept() {
        int size = 3 * BlockKey.BLOCK_SIZE + 1234;
        storage.putVersion("large", "0123456789".repeat(size / 10 + 1).substring(0, size), "v1");
        String last = "0123456789".repeat(size / 10 + 1).substring(size - 2000, size);
        start(true);

        Reply cold = get("/large", "range", "bytes=-2000");

        assertThat(cold.status()).isEqualTo(206);
        assertThat(cold.text()).isEqualTo(last);
        assertThat(cold.header("content-range")).isEqualTo("bytes " + (size - 2000) + "-" + (size - 1) + "/" + size);
        assertThat(storage.calls).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.request().range()).containsInstanceOf(ByteRange.Suffix.class);
        });
        Reply warm = get("/large", "range", "bytes=-2000");
        assertThat(warm.text()).isEqualTo(last);
        assertThat(warm.header("x-cache")).isEqualTo("HIT");
        assertThat(get("/large", "range", "bytes=0-9").text()).isEqualTo("0123456789");
        assertThat(get("/large", "range", "bytes=-99999999999999999999").text()).hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, BlockKey.BLOCK_SIZE - 1, BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE + 1, 2 * BlockKey.BLOCK_SIZE
            })
    void get_coldSuffixOfAnySize_isTheEndOfTheObject(int size) {
        String content = "0123456789".repeat(size / 10 + 1).substring(0, size);
        for (int length : new int[] {1, BlockKey.BLOCK_SIZE - 1, BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE + 1}) {
            storage.putVersion("sized" + length, content, "v1");
        }
        start(true);
        for (int length : new int[] {1, BlockKey.BLOCK_SIZE - 1, BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE + 1}) {
            Reply reply = get("/sized" + length, "range", "bytes=-" + length);
            assertThat(reply.status()).isEqualTo(size == 0 ? 416 : 206);
            if (size > 0) {
                assertThat(reply.text()).isEqualTo(content.substring(Math.max(0, size - length)));
            }
        }
    }

    @Test
    void get_severalRangesOfStorageThatIgnoresRanges_areTheWhole() {
        storage.ignoresRanges = true;
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);
            Reply reply = get("/a.txt", "range", "bytes=8-,0-1");
            assertThat(reply.status()).isEqualTo(cached ? 206 : 200);
            if (!cached) {
                assertThat(reply.text()).isEqualTo(CONTENT);
            }
        }
    }

    @Test
    void get_severalRanges_areMultipartWithEachPartExactlyOnce() {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            Reply reply = get("/a.txt", "range", "bytes=8-,0-1,4-5,5-5");

            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.headers().contains("content-range")).isFalse();
            assertThat(MultipartBody.parse(reply))
                    .containsExactly(
                            new Part("text/plain", "bytes 0-1/10", "01"),
                            new Part("text/plain", "bytes 4-5/10", "45"),
                            new Part("text/plain", "bytes 8-9/10", "89"));
        }
    }

    @Test
    void get_severalRangesOfAnUntypedObject_haveNoContentType() {
        storage.put("b", CONTENT, "etag", "\"b\"");

        assertThat(MultipartBody.parse(get("/b", "range", "bytes=0-0,2-2")))
                .containsExactly(new Part("", "bytes 0-0/10", "0"), new Part("", "bytes 2-2/10", "2"));
    }

    @Test
    void get_severalRangesFromStorage_areOneHeadAndOnePinnedCallForEach() {
        start(false);
        get("/a.txt", "range", "bytes=0-1,4-5");

        assertThat(storage.methods()).containsExactly("HEAD", "GET", "GET");
        assertThat(storage.calls.subList(1, 3))
                .allSatisfy(
                        call -> assertThat(call.request().preconditions()).isEqualTo(Preconditions.ifMatch("\"v1\"")));
        assertThat(storage.calls.get(1).request().range()).contains(new ByteRange.Span(0, 1));
        assertThat(storage.calls.get(2).request().range()).contains(new ByteRange.Span(4, 5));
    }

    @Test
    void get_severalRangesThatMerge_areOnePart() {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            Reply reply = get("/a.txt", "range", "bytes=0-3,2-5");

            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.header("content-range")).isEqualTo("bytes 0-5/10");
            assertThat(reply.text()).isEqualTo("012345");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W/\"weak\""})
    void get_severalRangesWithoutAStrongTag_areTheWhole(String etag) {
        storage.put("weak", CONTENT, "etag", etag);
        start(false);

        Reply reply = get("/weak", "range", "bytes=0-1,4-5");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1", "bytes=0-1,4-5", "bytes=50-"})
    void get_ifRangeOfAnotherVersion_isTheWhole(String range) {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            Reply reply = get("/a.txt", "range", range, "if-range", "\"v0\"");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(CONTENT);
            assertThat(reply.headers().contains("content-range")).isFalse();
            assertThat(get("/a.txt", "range", range, "if-range", MemoryStorage.MODIFIED)
                            .status())
                    .isEqualTo(range.equals("bytes=50-") ? 416 : 206);
        }
    }

    @Test
    void get_conditionAndRangeOutside_isDecidedByTheCondition() {
        for (boolean cached : new boolean[] {false, true}) {
            start(cached);

            assertThat(get("/a.txt", "range", "bytes=50-", "if-none-match", "\"v1\"")
                            .status())
                    .isEqualTo(304);
            assertThat(get("/a.txt", "range", "bytes=50-", "if-match", "\"v2\"").status())
                    .isEqualTo(412);
            assertThat(get("/a.txt", "range", "bytes=50-", "if-match", "\"v1\"").status())
                    .isEqualTo(416);
            assertThat(get("/a.txt", "range", "bytes=50-,60-", "if-none-match", "\"v1\"")
                            .status())
                    .isEqualTo(304);
        }
    }

    @Test
    void get_storageSaysOutsideBeforeItLooksAtConditions_isStillDecidedByTheCondition() {
        start(false);
        storage.fault = (call, honest) -> call.request().range().isPresent()
                ? new StorageResponse.RangeNotSatisfiable(OptionalLong.empty())
                : honest.get();

        assertThat(get("/a.txt", "range", "bytes=50-", "if-none-match", "\"v1\"")
                        .status())
                .isEqualTo(304);
        assertThat(get("/a.txt", "range", "bytes=50-").header("content-range")).isEqualTo("bytes */10");
    }

    @Test
    void get_storageThatIgnoresRanges_isTheWhole() {
        storage.ignoresRanges = true;
        start(false);

        assertThat(get("/a.txt", "range", "bytes=2-4").status()).isEqualTo(200);
        assertThat(get("/a.txt", "range", "bytes=0-3,2-5").text()).isEqualTo(CONTENT);
    }

    @Test
    void head_withARange_isTheWholeInOneCall() {
        start(false);

        Reply reply = send("HEAD", "/a.txt", "range", "bytes=0-1", "if-range", "\"v0\"");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-length")).isEqualTo("10");
        assertThat(reply.header("accept-ranges")).isEqualTo("bytes");
        assertThat(reply.text()).isEmpty();
        assertThat(storage.calls).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("HEAD");
            assertThat(call.request().range()).isEqualTo(Optional.empty());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1", "bytes=0-1,4-5", "bytes=50-"})
    void get_rangeOfWhatIsMissing_is404(String range) {
        assertThat(get("/missing", "range", range).status()).isEqualTo(404);
    }
}
