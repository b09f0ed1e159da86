package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.http.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading through the engine as an object. */
class JavaApiTest extends EngineTest {

    private String read(String key) throws IOException {
        try (StoredObject object = engine().get("files", key).orElseThrow()) {
            return new String(object.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void get_object_givesHeadersSizeAndBytesFromStorageAndCache() throws IOException {
        for (boolean fromCache : new boolean[] {false, true}) {
            try (StoredObject object = engine().get("files", "a.txt").orElseThrow()) {
                assertThat(object.isFromCache()).isEqualTo(fromCache);
                assertThat(object.size()).hasValue(10);
                assertThat(object.headers().first("etag")).contains("\"v1\"");
                assertThat(object.headers().first("content-type")).contains("text/plain");
                assertThat(object.body().readAllBytes()).asString().isEqualTo(CONTENT);
                assertThat(engine().requestsInFlight()).isEqualTo(1);
            }
            assertThat(engine().requestsInFlight()).isZero();
        }
        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_objectThatHttpCached_isFromTheSameCache() throws IOException {
        get("/a.txt");
        assertThat(read("a.txt")).isEqualTo(CONTENT);
        assertThat(storage.calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "", "//", "a\0b", "..", "../a.txt", "x/../a.txt", "./a.txt", "a\\b", "a\ud800"})
    void get_whatIsNotOrCannotBe_isEmptyAndLeavesNothing(String key) {
        assertThat(engine().get("files", key)).isEmpty();
        assertThat(engine().requestsInFlight()).isZero();
        assertThat(storage.calls).allMatch(call -> call.request().key().equals("missing"));
    }

    @Test
    void get_keysAreExact_notPaths() throws IOException {
        storage.put("/a", "slash").put("a%20b", "escaped").put("a b?c#d", "odd");

        assertThat(read("/a")).isEqualTo("slash");
        assertThat(read("a%20b")).isEqualTo("escaped");
        assertThat(read("a b?c#d")).isEqualTo("odd");
        assertThat(get("/a%20b%3Fc%23d").text()).isEqualTo("odd");
    }

    @Test
    void get_unknownBucket_namesThoseThereAre() {
        assertThatThrownBy(() -> engine().get("filez", "a.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("filez")
                .hasMessageContaining("files");
    }

    @ParameterizedTest
    @EnumSource(StorageException.Kind.class)
    void get_storageFails_isARequestExceptionThatLeaksNothing(StorageException.Kind kind) {
        storage.fault = (call, honest) -> {
            throw new StorageException(kind, "AKIA at host");
        };

        RequestException failure = catchThrowableOfType(RequestException.class, () -> engine().get("files", "a.txt"));

        assertThat(failure.code())
                .isIn(ErrorCode.STORAGE_UNAVAILABLE, ErrorCode.STORAGE_TIMEOUT, ErrorCode.STORAGE_ERROR);
        assertThat(failure).hasMessage(failure.code().message());
        assertThat(engine().requestsInFlight()).isZero();
    }

    @Test
    void get_thatFails_saysWhyWhatAndUnderWhichId() {
        StorageException why = new StorageException(StorageException.Kind.TIMEOUT, "s3.internal is slow");
        storage.fault = (call, honest) -> {
            throw why;
        };

        RequestException failure = catchThrowableOfType(RequestException.class, () -> engine().get("files", "a.txt"));

        assertThat(failure).hasCause(why);
        assertThat(failure.bucket()).isEqualTo("files");
        assertThat(failure.key()).isEqualTo("a.txt");
        assertThat(failure.requestId()).isEqualTo(events.getFirst().requestId());
    }

    @Test
    void get_faultOfOurs_isTheCause() {
        IllegalStateException fault = new IllegalStateException("a backend's own fault");
        storage.fault = (call, honest) -> {
            throw fault;
        };

        RequestException failure = catchThrowableOfType(RequestException.class, () -> engine().get("files", "a.txt"));

        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(failure).hasCause(fault);
    }

    @Test
    @SuppressWarnings("NullAway")
    void get_nullArgument_isAnArgumentErrorAndNoRequest() {
        assertThatThrownBy(() -> engine().get("files", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key is null");
        assertThatThrownBy(() -> engine().get(null, "a.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the bucket is null");
        assertThatThrownBy(() -> engine().get("files", "a.txt", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the principal is null");
        assertThat(events).isEmpty();
    }

    @Test
    void close_beforeTheEnd_cancelsTheTransfer() throws IOException {
        start(uncached());
        try (StoredObject object = engine().get("files", "a.txt").orElseThrow()) {
            assertThat(object.body().readNBytes(4)).hasSize(4);
        }

        assertThat(storage.closed).hasValue(1);
        assertThat(events.getFirst().whole()).isFalse();
        assertThat(events.getFirst().bytesSent()).isEqualTo(4);
    }

    @Test
    void close_twice_isOnce() {
        start(uncached());
        StoredObject object = engine().get("files", "a.txt").orElseThrow();

        object.close();
        object.close();

        assertThat(storage.closed).hasValue(1);
        assertThat(events).hasSize(1);
    }

    @Test
    void body_howeverItIsRead_isCountedToItsEnd() throws IOException {
        for (boolean cached : new boolean[] {true, false}) {
            start(cached ? cached() : uncached());
            for (Reading reading : new Reading[] {
                InputStream::readAllBytes,
                in -> in.transferTo(new ByteArrayOutputStream()),
                in -> in.skipNBytes(10),
                in -> assertThat(in.skip(10) + in.readAllBytes().length).isEqualTo(10),
                in -> {
                    while (in.read() >= 0) {
                        assertThat(in.markSupported()).isFalse();
                    }
                }
            }) {
                events.clear();
                try (StoredObject object = engine().get("files", "a.txt").orElseThrow()) {
                    reading.read(object.body());
                }
                assertThat(events).singleElement().satisfies(event -> {
                    assertThat(event.whole()).isTrue();
                    assertThat(event.bytesSent()).isEqualTo(10);
                });
            }
        }
    }

    private interface Reading {
        void read(InputStream in) throws IOException;
    }

    @Test
    void body_emptyObject_endsAtOnceAndIsWhole() throws IOException {
        storage.put("empty", "", "etag", "\"e\"");
        for (int round = 0; round < 2; round++) {
            try (StoredObject object = engine().get("files", "empty").orElseThrow()) {
                assertThat(object.size()).hasValue(0);
                assertThat(object.body().read()).isEqualTo(-1);
                assertThat(object.body().read(new byte[3])).isEqualTo(-1);
                assertThat(object.body().read(new byte[0])).isZero();
            }
        }
        assertThat(events).allMatch(event -> event.whole());
    }

    @Test
    void severalEngines_inOneJvm_shareNothing() throws IOException {
        MemoryStorage other = new MemoryStorage().put("a.txt", "other");
        get("/a.txt");
        try (Yatagarasu second = Yatagarasu.builder()
                        .config(config(bucket("files", "/", other)))
                        .build();
                StoredObject object = second.get("files", "a.txt").orElseThrow()) {
            assertThat(object.body().readAllBytes()).asString().isEqualTo("other");
        }
        assertThat(other.closings).hasValue(1);
        assertThat(storage.closings).hasValue(0);
    }
}
