package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.Preconditions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests, over memory, over storage that evaluates conditions, and over storage that ignores them. */
class ConditionalReadTest extends EngineTest {

    private enum Over {
        MEMORY,
        STORAGE,
        STORAGE_THAT_IGNORES_CONDITIONS
    }

    private void start(Over over) {
        start(over == Over.MEMORY ? cached() : uncached());
        storage.ignoresConditions = over == Over.STORAGE_THAT_IGNORES_CONDITIONS;
        if (over == Over.MEMORY) {
            get("/a.txt");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "if-none-match, '\"v1\"', 304",
        "if-none-match, 'W/\"v1\"', 304",
        "if-none-match, '\"x\", \"v1\"', 304",
        "if-none-match, '*', 304",
        "if-none-match, '\"v2\"', 200",
        "if-match, '\"v1\"', 200",
        "if-match, '*', 200",
        "if-match, '\"v2\"', 412",
        "if-match, 'W/\"v1\"', 412",
        "if-modified-since, 'Sun, 06 Nov 1994 08:49:37 GMT', 304",
        "if-modified-since, 'Sun, 06 Nov 1994 08:49:36 GMT', 200",
        "if-modified-since, 'rubbish', 200",
        "if-unmodified-since, 'Sun, 06 Nov 1994 08:49:37 GMT', 200",
        "if-unmodified-since, 'Sun, 06 Nov 1994 08:49:36 GMT', 412",
        "if-unmodified-since, 'rubbish', 200",
    })
    void conditions_wherever_areAnsweredAlike(String name, String value, int status) {
        for (Over over : Over.values()) {
            for (String method : new String[] {"GET", "HEAD"}) {
                start(over);

                Reply reply = send(method, "/a.txt", name, value);

                assertThat(reply.status()).as("%s over %s", method, over).isEqualTo(status);
                assertThat(reply.text()).isEqualTo(bodyOf(method, status, reply));
            }
        }
    }

    private static String bodyOf(String method, int status, Reply reply) {
        if (method.equals("HEAD") || status == 304) {
            return "";
        }
        return status == 200 ? CONTENT : reply.text();
    }

    @Test
    void notModified_fields_areTheSameFromMemoryAndStorage() {
        storage.put(
                "n",
                "x",
                "etag",
                "\"n\"",
                "cache-control",
                "max-age=60",
                "vary",
                "origin",
                "content-type",
                "text/css",
                "x-amz-meta-a",
                "b");
        for (Over over : Over.values()) {
            start(over);
            if (over == Over.MEMORY) {
                get("/n");
            }

            Reply reply = get("/n", "if-none-match", "\"n\"");

            assertThat(reply.status()).isEqualTo(304);
            assertThat(reply.header("etag")).isEqualTo("\"n\"");
            assertThat(reply.header("cache-control")).isEqualTo("max-age=60");
            assertThat(reply.header("vary")).isEqualTo("origin");
            assertThat(reply.headers().contains("content-type")).isFalse();
            assertThat(reply.headers().contains("content-length")).isFalse();
            assertThat(reply.headers().contains("x-amz-meta-a")).isFalse();
        }
    }

    @Test
    void get_conditions_areForwardedVerbatimInOneCall() {
        start(Over.STORAGE);
        get(
                "/a.txt",
                "if-none-match",
                "\"x\" , W/\"y\"",
                "if-modified-since",
                "then",
                "if-match",
                "*",
                "if-range",
                "\"z\"");

        assertThat(storage.calls)
                .singleElement()
                .satisfies(call -> assertThat(call.request().preconditions())
                        .isEqualTo(new Preconditions(
                                Optional.of("*"),
                                Optional.empty(),
                                Optional.of("\"x\" , W/\"y\""),
                                Optional.of("then"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since"})
    void get_conditionOnWhatIsMissing_is404(String name) {
        assertThat(get("/missing", name, "*").status()).isEqualTo(404);
    }

    @Test
    void head_one_isOneCallWithTheHeadersOfGet() {
        start(Over.STORAGE);

        Reply head = send("HEAD", "/a.txt");
        Reply get = get("/a.txt");

        assertThat(storage.methods()).containsExactly("HEAD", "GET");
        assertThat(head.text()).isEmpty();
        assertThat(head.headers().toBuilder().remove("x-request-id").build())
                .isEqualTo(get.headers().toBuilder().remove("x-request-id").build());
    }
}
