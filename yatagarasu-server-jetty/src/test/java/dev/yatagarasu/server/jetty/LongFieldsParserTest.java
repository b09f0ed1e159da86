package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.config.ServerConfig.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpParser.RequestHandler;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, {@link LongFieldsParser} understands it as Jetty's own parser does. */
class LongFieldsParserTest {
    private static final int MOST_HEAD_BYTES = 600;
    private static final int RANDOM_MESSAGES = 30_000;
    private static final HttpConfiguration SETTINGS = HttpSettings.of(Limits.defaults());
    private static final HttpParser PRODUCTS = productsParser();

    @Test
    void readsLongFieldsAndLeavesTheRestToJetty() {
        Seen seen = ours("""
                GET /a HTTP/1.1
                Host: example.com
                Authorization: Bearer abc.def.ghi
                X-Other: 1
                cookie: a=1; b=2
                Cookie: c=3

                """.replace("\n", "\r\n"));

        assertThat(seen.messages).hasSize(1);
        assertThat(seen.messages.getFirst().fields)
                .containsEntry("host", List.of("example.com"))
                .containsEntry("authorization", List.of("Bearer abc.def.ghi"))
                .containsEntry("x-other", List.of("1"))
                .containsEntry("cookie", List.of("a=1; b=2", "c=3"));
    }

    @Test
    void takesLongFieldsOutOfTheHead() {
        String rest = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        HttpParser parser = ourParser(new Seen());

        parser.parseNext(buffer("GET / HTTP/1.1\r\nAccept: b\r\nHost: a\r\nCookie: " + "c".repeat(200) + "\r\n\r\n"));

        assertThat(parser.getHeaderLength()).isLessThanOrEqualTo(rest.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: x\r\n y\r\n\r\n",
                "GET / HTTP/1.1\r\nCookie: x\r\nHost: a\r\n\ty\r\n\r\n",
                "GET / HTTP/1.1\r\n Cookie: x\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie : x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: x\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: x\n\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: x\ry\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: x\r\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: x\0y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nCookie:\r\nAccept: \r\nReferer:b\r\nUser-Agent:  c  \r\n\r\n",
                "GET / HTTP/1.1\r\nCookie: Host: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n: x\r\nCookie: y\r\n\r\n",
                "GET / HTTP/1.1\r\nAccept: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\nAccept: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nAccept: a\r\nContent-Length: 30\r\n\r\nCookie: b\r\n\r\nAuthorization: c\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nAccept: a\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nAccept: a\r\n\r\n0\r\nCookie: t\r\n\r\n",
                "GET /1 HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nCookie: c\r\n\r\n",
                "GET / HTTP/1.0\r\nAccept: a\r\n\r\n"
            })
    void understandsWhatJettyUnderstands(String message) {
        assertThat(ours(message)).isEqualTo(jettys(message));
    }

    @Test
    void refusesTheSameHeadsAsTooLarge() {
        for (int length = 0; length < MOST_HEAD_BYTES; length += 7) {
            for (String filler : List.of("Cookie: ", "X-Other: ")) {
                String message = "GET / HTTP/1.1\r\nHost: a\r\nAccept: " + "a".repeat(MOST_HEAD_BYTES / 2) + "\r\n"
                        + filler + "b".repeat(length) + "\r\n\r\n";

                assertThat(ours(message)).isEqualTo(jettys(message));
            }
        }
    }

    @Test
    void readsMoreLinesThanItLooksAt() {
        String message = "GET / HTTP/1.1\r\nHost: a\r\n" + "Accept: b\r\n".repeat(50) + "\r\n";
        String tooMany = "GET / HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(62) + "Accept: c\r\nAccept: d\r\n\r\n";

        assertThat(ours(message)).isEqualTo(jettys(message));
        assertThat(ours(tooMany)).isEqualTo(jettys(tooMany));
        assertThat(ours(tooMany).messages.getFirst().fields).containsEntry("accept", List.of("c", "d"));
    }

    @Test
    void understandsRandomMessagesAsJettyDoes() {
        Random random = new Random(20_261_130);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            String message = randomMessage(random) + randomMessage(random) + randomMessage(random);
            int pieces = random.nextInt(3);

            assertThat(parsed(message, LongFieldsParserTest::ourParser, pieces))
                    .describedAs(message)
                    .isEqualTo(parsed(message, LongFieldsParserTest::jettysParser, pieces));
        }
    }

    private static String randomMessage(Random random) {
        StringBuilder message =
                new StringBuilder(one(random, "GET / HTTP/1.1\r\n", "HEAD /a?b HTTP/1.1\r\n", "POST / HTTP/1.0\n"));
        message.append(one(random, "Host: a\r\n", "host: a:80\r\n", ""));
        for (int line = random.nextInt(6); line > 0; line--) {
            message.append(one(
                            random,
                            "Cookie",
                            "authorization",
                            "ACCEPT",
                            "User-Agent",
                            "X-Other",
                            "Content-Length",
                            "Connection"))
                    .append(one(random, ": ", ": ", ": ", ":", " : ", ":  ", ""))
                    .append(one(
                            random,
                            "a",
                            "5",
                            "b c",
                            "d; e=\"f\"",
                            "",
                            " ",
                            "\u00e9",
                            "\t",
                            "g:h",
                            "\u0001",
                            "\u007f",
                            "i\rj"))
                    .append(one(random, "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r\r\n", "\r\n ", "\r\n\t", " \r\n"));
        }
        return message.append(one(random, "\r\n", "\r\n", "\n", ""))
                .append(one(random, "", "12345", "GET /2 HTTP/1.1\r\nHost: b\r\nCookie: c\r\n\r\n"))
                .toString();
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Seen ours(String message) {
        return parsed(message, LongFieldsParserTest::ourParser, 0);
    }

    private static Seen jettys(String message) {
        return parsed(message, LongFieldsParserTest::jettysParser, 0);
    }

    /** With what the product's own connections have set. */
    private static HttpParser ourParser(RequestHandler handler) {
        HttpParser parser = new LongFieldsParser(handler, MOST_HEAD_BYTES, SETTINGS.getHttpCompliance());
        parser.setHeaderCacheSize(PRODUCTS.getHeaderCacheSize());
        parser.setHeaderCacheCaseSensitive(PRODUCTS.isHeaderCacheCaseSensitive());
        return parser;
    }

    /** With what Jetty's connections set, were they given the product's settings. */
    private static HttpParser jettysParser(RequestHandler handler) {
        HttpParser parser = new HttpParser(handler, MOST_HEAD_BYTES, SETTINGS.getHttpCompliance());
        parser.setHeaderCacheSize(SETTINGS.getHeaderCacheSize());
        parser.setHeaderCacheCaseSensitive(SETTINGS.isHeaderCacheCaseSensitive());
        return parser;
    }

    private static HttpParser productsParser() {
        ServerConnector connector = new ServerConnector(new Server());
        RequestConnection connection =
                (RequestConnection) new LongFieldsConnectionFactory(SETTINGS, HeadBudget.ofHeap(new Counter()))
                        .newConnection(connector, new ByteArrayEndPoint());
        return connection.getParser();
    }

    @Test
    void parser_ofTheProduct_remembersNoFields() {
        assertThat(PRODUCTS).isInstanceOf(LongFieldsParser.class);
        assertThat(PRODUCTS.getHeaderCacheSize()).isZero();
        assertThat(PRODUCTS.isHeaderCacheCaseSensitive()).isEqualTo(SETTINGS.isHeaderCacheCaseSensitive());
    }

    @Test
    void fieldsOfEarlierRequests_changeNoLaterOnes() {
        String head = "GET / HTTP/1.1\r\nHost: a\r\nAuthorization:";
        Seen seen = ours(head + "\r\n\r\n" + head + "  Bearer T\r\n\r\n" + head + " bearer t\r\n\r\n");

        assertThat(seen.messages.stream().map(message -> message.fields.get("authorization")))
                .containsExactly(List.of(""), List.of("Bearer T"), List.of("bearer t"));
    }

    /** What a parser makes of a message that comes in that many pieces, and one more. */
    private static Seen parsed(String message, Function<RequestHandler, HttpParser> factory, int cuts) {
        Seen seen = new Seen();
        HttpParser parser = factory.apply(seen);
        ByteBuffer buffer = buffer(message);
        for (int piece = 1; piece <= cuts + 1; piece++) {
            buffer.limit(buffer.capacity() * piece / (cuts + 1));
            parseAll(parser, buffer, seen);
        }
        return seen;
    }

    private static ByteBuffer buffer(String message) {
        return ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void parseAll(HttpParser parser, ByteBuffer buffer, Seen seen) {
        int idle = 0;
        while (idle < 2 && seen.refusal == 0) {
            int before = buffer.position();
            parser.parseNext(buffer);
            if (parser.isComplete()) {
                parser.reset();
            }
            idle = buffer.position() == before ? idle + 1 : 0;
        }
    }

    /** One request, as a parser reports it. */
    private static final class Message {
        private final String line;
        private final Map<String, List<String>> fields = new TreeMap<>();
        private final StringBuilder content = new StringBuilder();
        private boolean complete;

        Message(String line) {
            this.line = line;
        }

        @Override
        public String toString() {
            return line + fields + content + complete;
        }
    }

    /** All that a parser reports. Of a message that is refused only that, and with which status. */
    private static final class Seen implements RequestHandler {
        private final List<Message> messages = new ArrayList<>();
        private int refusal;

        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            messages.add(new Message(method + " " + uri + " " + version));
        }

        @Override
        public void parsedHeader(HttpField field) {
            messages.getLast()
                    .fields
                    .computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(String.valueOf(field.getValue()));
        }

        @Override
        public boolean headerComplete() {
            return false;
        }

        @Override
        public boolean content(ByteBuffer bytes) {
            messages.getLast().content.append(StandardCharsets.ISO_8859_1.decode(bytes));
            return false;
        }

        @Override
        public boolean contentComplete() {
            return false;
        }

        @Override
        public boolean messageComplete() {
            messages.getLast().complete = true;
            return false;
        }

        @Override
        public void earlyEOF() {
            refusal = 1;
        }

        @Override
        public void badMessage(HttpException failure) {
            refusal = failure.getCode();
            if (!messages.isEmpty() && !messages.getLast().complete) {
                messages.removeLast();
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen seen && toString().equals(seen.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return messages + " " + refusal;
        }
    }
}
