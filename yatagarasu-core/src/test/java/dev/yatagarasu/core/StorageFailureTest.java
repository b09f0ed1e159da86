package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageException.Kind;
import dev.yatagarasu.api.storage.StorageResponse;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage that fails, or answers what it was not asked. */
class StorageFailureTest extends EngineTest {
    private static final String SECRET = "key AKIA123 at 10.0.0.7:9000 /etc/secret";

    private void answerAlways(Supplier<StorageResponse> response) {
        storage.fault = (call, honest) -> response.get();
    }

    private Supplier<StorageResponse> partial(long first, long last, long size) {
        return () -> new StorageResponse.Partial(
                Headers.of("etag", "\"v1\""), new ByteRange.Span(first, last), size, storage.body(new byte[3]));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 503, storage_unavailable, 1",
        "TIMEOUT, 504, storage_timeout, ''",
        "REFUSED, 502, storage_error, ''",
        "BROKEN, 502, storage_error, ''"
    })
    void anyRead_storageFails_isAnsweredByTheKindOfFailureWithoutItsMessage(
            Kind kind, int status, String code, String retryAfter) {
        storage.fault = (call, honest) -> {
            throw new StorageException(kind, SECRET);
        };
        for (String range : new String[] {"", "bytes=0-1", "bytes=0-1,4-5"}) {
            Reply reply = range.isEmpty() ? get("/a.txt") : get("/a.txt", "range", range);

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.text()).contains("\"error\":\"" + code + "\"").doesNotContain("AKIA", "10.0.0.7", "etc");
            assertThat(reply.header("retry-after")).isEqualTo(retryAfter);
            assertThat(reply.headers().toString() + reply.header("x-cache")).doesNotContain("AKIA");
        }
        assertThat(send("HEAD", "/a.txt").status()).isEqualTo(status);
    }

    @Test
    void anyRead_backendThrowsAnythingElse_is500WithoutItsMessage() {
        for (Throwable thrown : new Throwable[] {new IllegalStateException(SECRET), new NoClassDefFoundError(SECRET)}) {
            storage.fault = (call, honest) -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            };
            for (String method : new String[] {"GET", "HEAD"}) {
                Reply reply = send(method, "/a.txt");

                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.text()).doesNotContain("AKIA", "java.lang", "at dev.");
            }
            assertThat(get("/a.txt").text()).contains("internal_error");
        }
    }

    @Test
    void get_afterAFailure_asksAgain() {
        storage.fault = (call, honest) -> {
            throw new StorageException(Kind.UNAVAILABLE, "down");
        };
        get("/a.txt");
        storage.fault = (call, honest) -> honest.get();

        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
    }

    @Test
    void get_bodyShorterThanAnnounced_is502AndNotCached() {
        answerAlways(() -> new StorageResponse.Whole(Headers.of("etag", "\"v1\""), 10, storage.body(new byte[9])));

        assertThat(get("/a.txt").status()).isEqualTo(502);
        storage.fault = (call, honest) -> honest.get();
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
    }

    @Test
    void get_partInsteadOfTheWhole_is502AndNotCached() {
        answerAlways(partial(0, 2, 10));

        assertThat(get("/a.txt").status()).isEqualTo(502);
        assertThat(send("HEAD", "/a.txt").status()).isEqualTo(502);
        storage.fault = (call, honest) -> honest.get();
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
    }

    @Test
    void get_anotherPartThanAskedFor_is502() {
        start(uncached());
        answerAlways(partial(1, 3, 10));

        assertThat(get("/a.txt", "range", "bytes=0-2").status()).isEqualTo(502);
        assertThat(get("/a.txt", "range", "bytes=1-").status()).isEqualTo(502);
        assertThat(get("/a.txt", "range", "bytes=-3").status()).isEqualTo(502);
        assertThat(get("/a.txt", "range", "bytes=1-3").status()).isEqualTo(206);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=0-1", "bytes=0-1,4-5", "bytes=0-3,2-5"})
    void get_conditionalAnswersToNoCondition_are502(String range) {
        String[] headers = range.isEmpty() ? new String[0] : new String[] {"range", range};
        answerAlways(() -> new StorageResponse.NotModified(Headers.of("etag", "\"v1\"")));
        assertThat(get("/a.txt", headers).status()).isEqualTo(502);

        answerAlways(StorageResponse.PreconditionFailed::new);
        assertThat(get("/a.txt", headers).status()).isEqualTo(502);
    }

    @Test
    void get_rangeAlwaysCalledOutsideThoughItIsNot_endsWithoutAskingForEver() {
        for (OptionalLong size : new OptionalLong[] {OptionalLong.empty(), OptionalLong.of(10)}) {
            storage.fault = (call, honest) ->
                    call.request().range().isPresent() ? new StorageResponse.RangeNotSatisfiable(size) : honest.get();
            for (String range : new String[] {"bytes=0-1", "bytes=0-3,2-5"}) {
                storage.calls.clear();

                Reply reply = get("/a.txt", "range", range, "if-match", "\"v1\"");

                assertThat(reply.status()).isEqualTo(size.isPresent() ? 502 : 200);
                assertThat(storage.calls).hasSizeLessThan(12);
            }
        }
    }

    @Test
    void get_everythingCalledOutside_is502() {
        answerAlways(() -> new StorageResponse.RangeNotSatisfiable(OptionalLong.empty()));

        assertThat(get("/a.txt").status()).isEqualTo(502);
        assertThat(get("/a.txt", "range", "bytes=0-1").status()).isEqualTo(502);
        assertThat(send("HEAD", "/a.txt").status()).isEqualTo(502);
    }

    @Test
    void get_partsForEverAlthoughIfRangeForbidsThem_endsWith502() {
        storage.fault = (call, honest) -> partial(0, 1, 10).get();

        assertThat(get("/a.txt", "range", "bytes=0-1", "if-range", "\"v0\"").status())
                .isEqualTo(502);
    }

    @Test
    void get_headersThatFrameMessages_areNotPassedOn() {
        storage.put(
                "odd",
                "text",
                "etag",
                "\"o\"",
                "content-length",
                "9999",
                "transfer-encoding",
                "chunked",
                "connection",
                "x",
                "x-cache",
                "planted",
                "x-request-id",
                "planted",
                "age",
                "3",
                "accept-ranges",
                "none");
        for (int round = 0; round < 2; round++) {
            Reply reply = get("/odd");

            assertThat(reply.headers().all("content-length")).containsExactly("4");
            assertThat(reply.headers().all("accept-ranges")).containsExactly("bytes");
            assertThat(reply.headers().all("x-cache")).hasSize(1).doesNotContain("planted");
            assertThat(reply.headers().all("x-request-id")).hasSize(1).doesNotContain("planted");
            assertThat(reply.headers().all("age")).containsExactly("3");
            assertThat(reply.headers().contains("transfer-encoding")).isFalse();
            assertThat(reply.headers().contains("connection")).isFalse();
        }
    }

    @Test
    void get_metadata_isHiddenUnlessTheBucketExposesIt() {
        storage.put("m", "x", "x-amz-meta-a", "b", "x-amz-version-id", "1", "x-amz-id-2", "host", "etag", "\"m\"");

        assertThat(get("/m").headers().contains("x-amz-meta-a")).isFalse();
        assertThat(get("/m").headers().contains("x-amz-meta-a")).isFalse();
        start(config(bucket("files", "/", storage).exposeMetadata(true)));
        for (int round = 0; round < 2; round++) {
            assertThat(get("/m").header("x-amz-meta-a")).isEqualTo("b");
            assertThat(get("/m").header("x-amz-version-id")).isEqualTo("1");
            assertThat(get("/m").headers().contains("x-amz-id-2")).isFalse();
        }
    }
}
