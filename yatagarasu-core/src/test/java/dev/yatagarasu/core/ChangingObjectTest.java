package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One answer never holds two versions of an object, whatever storage does while several ranges are read. */
class ChangingObjectTest extends EngineTest {
    private static final String TWO_RANGES = "bytes=0-1,4-5";

    /** Storage in which the object becomes another one before the call of that number, counted from 1. */
    private void changeBefore(int number, String content) {
        start(uncached());
        storage.fault = (call, honest) -> {
            if (storage.calls.size() == number) {
                storage.putVersion("a.txt", content, "v2");
            }
            return honest.get();
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_objectChangesBetweenParts_breaksOff(boolean ignoresConditions) {
        storage.ignoresConditions = ignoresConditions;
        changeBefore(3, "abcdefghij");

        assertThatThrownBy(() -> get("/a.txt", "range", TWO_RANGES)).isInstanceOf(UncheckedIOException.class);
        assertThat(events.getLast().whole()).isFalse();
    }

    @Test
    void get_objectGrowsBetweenPartsUnderTheSameTag_breaksOff() {
        storage.ignoresConditions = true;
        start(uncached());
        storage.fault = (call, honest) -> {
            if (storage.calls.size() == 3) {
                storage.putVersion("a.txt", CONTENT + "more", "v1");
            }
            return honest.get();
        };

        assertThatThrownBy(() -> get("/a.txt", "range", TWO_RANGES)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void get_objectVanishesBetweenParts_breaksOff() {
        start(uncached());
        storage.fault = (call, honest) -> storage.calls.size() == 3 ? new StorageResponse.NotFound() : honest.get();

        assertThatThrownBy(() -> get("/a.txt", "range", TWO_RANGES)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void get_storageFailsBetweenParts_breaksOff() {
        start(uncached());
        for (RuntimeException failure : new RuntimeException[] {
            new StorageException(StorageException.Kind.TIMEOUT, "slow"), new IllegalStateException("a bug in a plug-in")
        }) {
            storage.calls.clear();
            storage.fault = (call, honest) -> {
                if (storage.calls.size() == 3) {
                    throw failure;
                }
                return honest.get();
            };

            assertThatThrownBy(() -> get("/a.txt", "range", TWO_RANGES))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCause(failure);
        }
    }

    @Test
    void get_storageIgnoresRangesWithinAMultipart_breaksOff() {
        start(uncached());
        storage.fault = (call, honest) -> {
            storage.ignoresRanges = storage.calls.size() == 3;
            return honest.get();
        };

        assertThatThrownBy(() -> get("/a.txt", "range", TWO_RANGES)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void get_objectChangesBeforeMergedRanges_isTheNewOneWhole() {
        changeBefore(2, "abcdefghij");

        Reply reply = get("/a.txt", "range", "bytes=0-3,2-5");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("etag")).isEqualTo("\"v2\"");
        assertThat(reply.text()).isEqualTo("abcdefghij");
    }

    @Test
    void get_objectShrinksBeforeMergedRanges_isTheNewOneWhole() {
        storage.ignoresConditions = true;
        changeBefore(2, "a");

        assertThat(get("/a.txt", "range", "bytes=2-5,4-6").text()).isEqualTo("a");
    }

    @Test
    void get_objectChangesBeforeIfRangeIsKnown_isTheNewOneWhole() {
        start(uncached());
        storage.fault = (call, honest) -> {
            if (call.request().range().isPresent()) {
                storage.putVersion("a.txt", "abcdefghij", "v2");
            }
            return honest.get();
        };

        Reply reply = get("/a.txt", "range", "bytes=2-5", "if-range", "\"v1\"");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("abcdefghij");
    }

    @Test
    void read_multipartInAnyPortions_givesTheSameBytes() throws IOException {
        start(uncached());
        String whole = read(1024);

        for (int portion = 1; portion < 8; portion++) {
            assertThat(read(portion)).isEqualTo(whole);
        }
    }

    /** The bytes of a multipart body without its random boundary. */
    private String read(int portion) throws IOException {
        Reader reader = new Reader(answer("GET", "/a.txt", "range", TWO_RANGES));
        return reader.readAll(portion).replaceAll("--[0-9a-f]{32}", "--boundary");
    }

    private record Reader(Answer answer) {
        String readAll(int portion) throws IOException {
            InputStream in = ((Body.Stream) answer.body()).stream();
            StringBuilder text = new StringBuilder();
            byte[] bytes = new byte[portion];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                text.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
            }
            assertThat(in.read()).isEqualTo(-1);
            assertThat((long) text.length()).isEqualTo(((Body.Sized) answer.body()).length());
            answer.completed();
            return text.toString();
        }
    }

    @Test
    void abort_amidAMultipart_closesThePartThatIsOpen() throws IOException {
        start(uncached());
        var answer = answer("GET", "/a.txt", "range", TWO_RANGES);
        InputStream in = ((Body.Stream) answer.body()).stream();
        while (storage.opened.get() == storage.closed.get()) {
            assertThat(in.read()).isNotNegative();
        }
        answer.aborted(1);

        assertThat(storage.closed).hasValue(storage.opened.get());
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
}
