package dev.yatagarasu.auth.http;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongAnswersTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"answersOfAnotherKind", "brokenJson", "brokenHttp"})
    void send_wrongAnswer_throwsAndLeavesNothingBehind(String name, HttpReply answer) {
        try (HttpDouble service = HttpDouble.start(HttpReply.json("{\"right\":true}"));
                JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            service.next(answer);

            assertThatThrownBy(() -> endpoint.send(Endpoints.question()))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining(service.url().toString())
                    .hasMessageNotContaining("hunter2");

            assertThat(service.requests()).hasSize(1);
            assertThat(endpoint.send(Endpoints.question()).body().path("right").asBoolean())
                    .isTrue();
        }
    }

    static Stream<Arguments> answersOfAnotherKind() {
        return Stream.of(
                Arguments.of("HTML", HttpReply.of(200, "Content-Type: text/html\r\n", "<b>hunter2</b>")),
                Arguments.of("HTML called JSON", HttpReply.json("<b>hunter2</b>")),
                Arguments.of("JSON called text", HttpReply.of(200, "Content-Type: text/plain\r\n", "{}")),
                Arguments.of("JSON without a type", HttpReply.of(200, "", "{}")),
                Arguments.of("nothing", HttpReply.json("")),
                Arguments.of("white space", HttpReply.json(" \n")),
                Arguments.of(
                        "gzip", HttpReply.of(200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", "x")),
                Arguments.of("too much, announced", HttpReply.rawThenOpen(OK + "Content-Length: 52428800\r\n\r\n{")),
                Arguments.of("too much, in chunks", endless()));
    }

    private static HttpReply endless() {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        return (request, connection) -> {
            connection.write(OK + "Transfer-Encoding: chunked\r\n\r\n");
            for (; ; ) {
                connection.write(chunk);
            }
        };
    }

    static Stream<Arguments> brokenJson() {
        return Stream.of(
                Arguments.of("truncated", HttpReply.json("{\"hunter2\":tr")),
                Arguments.of("twice the same name", HttpReply.json("{\"a\":false,\"hunter2\":{},\"a\":true}")),
                Arguments.of("twice further down", HttpReply.json("{\"r\":{\"a\":false,\"\\u0061\":true}}")),
                Arguments.of("something behind it", HttpReply.json("{\"a\":false}{\"a\":true}")),
                Arguments.of("garbage behind it", HttpReply.json("{\"a\":true} hunter2")),
                Arguments.of("no end of nesting", HttpReply.json("[".repeat(100_000))),
                Arguments.of("65 levels", HttpReply.json("[".repeat(65) + "]".repeat(65))),
                Arguments.of("NaN", HttpReply.json("{\"a\":NaN}")),
                Arguments.of("single quotes", HttpReply.json("{'a':true}")),
                Arguments.of("a comment", HttpReply.json("{\"a\":true}// hunter2")),
                Arguments.of("a number without end", HttpReply.json("1".repeat(5000))),
                Arguments.of("not UTF-8", bytes(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'})),
                Arguments.of("UTF-8 with a byte order mark", bytes("\ufeff{\"a\":true}".getBytes(UTF_8))),
                Arguments.of("UTF-16 with a byte order mark", bytes("{\"a\":true}".getBytes(UTF_16))),
                Arguments.of("UTF-16, big end first", bytes("{\"a\":true}".getBytes(UTF_16BE))),
                Arguments.of("UTF-16, little end first", bytes("{\"a\":true}".getBytes(UTF_16LE))),
                Arguments.of("UTF-32", bytes("{\"a\":true}".getBytes(Charset.forName("UTF-32BE")))));
    }

    private static HttpReply bytes(byte[] body) {
        return (request, connection) -> {
            connection.write(OK + "Content-Length: " + body.length + "\r\n\r\n");
            connection.write(body);
        };
    }

    static Stream<Arguments> brokenHttp() {
        return Stream.of(
                Arguments.of("no HTTP", HttpReply.raw("hello\r\n\r\n")),
                Arguments.of("cut off in the status line", HttpReply.raw("HTTP/1.1 20")),
                Arguments.of("cut off in the head", HttpReply.raw(OK + "Content-Le")),
                Arguments.of("cut off in the body", HttpReply.raw(OK + "Content-Length: 20\r\n\r\n{\"a\":true}")),
                Arguments.of(
                        "cut off between chunks", HttpReply.raw(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")),
                Arguments.of("without a length", HttpReply.raw(OK + "\r\n{\"a\":true}")),
                Arguments.of("two lengths", HttpReply.raw(OK + "Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}")),
                Arguments.of(
                        "length and chunks",
                        HttpReply.raw(
                                OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")),
                Arguments.of("a length below 0", HttpReply.raw(OK + "Content-Length: -1\r\n\r\n{}")),
                Arguments.of(
                        "two types",
                        HttpReply.of(200, "Content-Type: text/html\r\nContent-Type: application/json\r\n", "{}")),
                Arguments.of(
                        "another protocol", HttpReply.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")),
                Arguments.of("a line without end", HttpReply.raw("HTTP/1.1 200 " + "x".repeat(100_000))),
                Arguments.of(
                        "header fields without end", HttpReply.raw("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(1000))),
                Arguments.of("20,000 header fields", HttpReply.of(200, JSON + "A: b\r\n".repeat(20_000), "{}")),
                Arguments.of(
                        "a head of 16 MB in one line",
                        HttpReply.of(200, JSON + "A: " + "b".repeat(16 << 20) + "\r\n", "{}")),
                Arguments.of(
                        "a head of 16 MB in many lines",
                        HttpReply.of(200, JSON + ("A: " + "b".repeat(1000) + "\r\n").repeat(16_000), "{}")),
                Arguments.of(
                        "a head of 16 MB in one folded line",
                        HttpReply.of(200, JSON + "A: b\r\n" + (" " + "b".repeat(1000) + "\r\n").repeat(16_000), "{}")),
                Arguments.of(
                        "interim answers without end", HttpReply.raw("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000))),
                Arguments.of("hang up", HttpReply.hangUp()),
                Arguments.of("reset", HttpReply.reset()));
    }
}
