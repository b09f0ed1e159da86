package dev.yatagarasu.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossingTest {
    private static final int ORIGIN = 1;
    private static final int SERVER = 2;

    private final Crossing crossing = new Crossing(ORIGIN);

    private static RequestHead head(String target, String... fields) {
        return head("GET " + target + " HTTP/1.1", List.of(fields));
    }

    private static RequestHead answer(String... fields) {
        return head("HTTP/1.1 200 OK", List.of(fields));
    }

    private static RequestHead head(String start, List<String> fields) {
        StringBuilder text = new StringBuilder(start).append("\r\n");
        fields.forEach(field -> text.append(field).append("\r\n"));
        return new RequestHead(text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/config/u", "/state/u", "/", "/testing/u"})
    void front_whatIsNotATest_goesToTheOrigin(String target) {
        assertThat(crossing.front(head(target), SERVER).port()).isEqualTo(ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({"/test/u,/test-0/u", "/test/u/file,/test-0/u/file", "/test/u?a=b,/test-0/u?a=b"})
    void front_test_goesToABucketOfTheServer(String target, String inBucket) {
        assertThat(crossing.front(head(target, "req-num: 1", "Foo: 1", "connection: keep-alive"), SERVER))
                .isEqualTo(new Relay.Onward(SERVER, head(inBucket, "req-num: 1", "Foo: 1", "Connection: close")));
    }

    @Test
    void front_anotherTest_goesToAnotherBucket() {
        crossing.front(head("/test/u"), SERVER);

        assertThat(crossing.front(head("/test/v"), SERVER).head().target()).isEqualTo("/test-1/v");
        assertThat(crossing.front(head("/test/u/file"), SERVER).head().target()).isEqualTo("/test-0/u/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test/u", "/test/u/file", "/test/u?a=b"})
    void back_requestOfATest_getsItsNumberAndNothingElse(String target) {
        crossing.front(head(target, "req-num: 1", "Foo: 1"), SERVER);
        assertThat(crossing.back(head("/test/u")))
                .isEqualTo(new Relay.Onward(ORIGIN, head("/test/u", "Connection: close", "Req-Num: 1")));

        crossing.front(head(target, "Req-Num: 2"), SERVER);
        assertThat(crossing.back(head("/test/u")).head().field("req-num")).contains("2");
        assertThat(crossing.back(head("/test/other")))
                .isEqualTo(new Relay.Onward(ORIGIN, head("/test/other", "Connection: close")));
    }

    @Test
    void carriedFields_thereAndBack_areWhatTheyWere() {
        RequestHead answer = answer(
                "ETag: \"v\"",
                "Content-Security-Policy: c",
                "Server-Request-Count: 1",
                "Test-Header: a:b",
                "Connection: a, Keep-Alive");

        RequestHead across = CarriedFields.intoMetadata(answer);

        assertThat(across)
                .isEqualTo(answer(
                        "ETag: \"v\"",
                        "Content-Security-Policy: c",
                        "x-amz-meta-Server-Request-Count: 1",
                        "x-amz-meta-Test-Header: a:b",
                        "Connection: x-amz-meta-a, Keep-Alive"));
        assertThat(CarriedFields.outOfMetadata(across)).isEqualTo(answer);
    }

    @Test
    void answer_fromTheOrigin_endsTheConnectionWhateverItSays() {
        assertThat(Crossing.answer(answer("connection: a, b", "b: 1")))
                .isEqualTo(answer("x-amz-meta-b: 1", "Connection: x-amz-meta-a, x-amz-meta-b, close"));
        assertThat(Crossing.answer(answer())).isEqualTo(answer("Connection: close"));
    }

    @Test
    void read_requestsOnOneConnection_comeOneByOne() throws IOException {
        String first = "PUT /config/u HTTP/1.1\r\nContent-Length: 2\r\n\r\n";
        ByteArrayInputStream in =
                new ByteArrayInputStream((first + "{}GET / HTTP/1.1\r\n").getBytes(StandardCharsets.ISO_8859_1));

        Optional<RequestHead> head = RequestHead.read(in);

        assertThat(head).contains(new RequestHead(first));
        assertThat(head.orElseThrow().contentLength()).isEqualTo(2);
        assertThat(in.readNBytes(2)).asString().isEqualTo("{}");
        assertThat(RequestHead.read(in)).isEmpty();
    }
}
