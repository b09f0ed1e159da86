package dev.yatagarasu.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossingTest {
    private static final int ORIGIN = 1;
    private static final int SERVER = 2;

    private final Crossing crossing = new Crossing(ORIGIN);

    private static RequestHead head(String target, String... fields) {
        StringBuilder text = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: a\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return new RequestHead(text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/config/u", "/state/u", "/", "/testing/u"})
    void front_whatIsNotATest_goesToTheOrigin(String target) {
        assertThat(crossing.front(head(target), SERVER).port()).isEqualTo(ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test/u", "/test/u/file", "/test/u?a=b"})
    void back_requestOfATest_getsItsNumberAndNothingElse(String target) {
        RequestHead asked = head(target, "req-num: 1", "Foo: 1", "connection: keep-alive");
        RequestHead again = head(target, "Req-Num: 2", "Connection: keep-alive");

        assertThat(crossing.front(asked, SERVER))
                .isEqualTo(new Relay.Onward(SERVER, head(target, "req-num: 1", "Foo: 1", "Connection: close")));
        assertThat(crossing.back(head("/test/u")))
                .isEqualTo(new Relay.Onward(ORIGIN, head("/test/u", "Connection: close", "Req-Num: 1")));
        crossing.front(again, SERVER);
        assertThat(crossing.back(head("/test/u")).head().field("req-num")).contains("2");
        assertThat(crossing.back(head("/test/other")))
                .isEqualTo(new Relay.Onward(ORIGIN, head("/test/other", "Connection: close")));
    }

    @Test
    void carriedFields_thereAndBack_areWhatTheyWere() {
        RequestHead answer =
                new RequestHead("HTTP/1.1 200 OK\r\nETag: \"v\"\r\nServer-Request-Count: 1\r\nFoo: a:b\r\n\r\n");

        RequestHead across = CarriedFields.intoMetadata(answer);

        assertThat(across.text()).isEqualTo("""
                        HTTP/1.1 200 OK\r
                        ETag: "v"\r
                        x-amz-meta-Server-Request-Count: 1\r
                        x-amz-meta-Foo: a:b\r
                        \r
                        """);
        assertThat(CarriedFields.outOfMetadata(across)).isEqualTo(answer);
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
