package dev.yatagarasu.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @Test
    void send_serviceThatTakesItsTime_endsWithTheTimeOut() {
        for (HttpReply slow : List.of(
                HttpReply.silence(),
                HttpReply.rawThenSilence("HTTP/1.1 200"),
                HttpReply.rawThenSilence(OK + "Content-Length: 10\r\n\r\n{"),
                HttpReply.rawThenDrops("HTTP/1.1 200 "),
                HttpReply.rawThenDrops(OK + "X-Slow: "),
                HttpReply.rawThenDrops(OK + "Content-Length: 100000\r\n\r\n{"))) {
            try (HttpDouble service = HttpDouble.start(slow);
                    JsonEndpoint endpoint = Endpoints.impatient(service.url())) {
                assertTimesOut(endpoint, Endpoints.question());
                assertThat(service.requests()).hasSizeLessThan(2);
            }
        }
    }

    @Test
    void send_keptConnectionGoesSilent_isNotRetried() {
        try (HttpDouble service = HttpDouble.start(HttpReply.json("{}"));
                JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            endpoint.send(Endpoints.question());
            service.next(HttpReply.silence());
            assertThatThrownBy(() -> endpoint.send(Endpoints.question(), Endpoints.SHORT))
                    .hasMessageContaining("did not answer within 300 ms");
            assertThat(service.requests()).hasSize(2);
            assertThat(endpoint.send(Endpoints.question()).status()).isEqualTo(200);
        }
    }

    @Test
    void send_nobodyReadsTheRequest_endsWithTheTimeOut() throws IOException {
        try (ServerSocket deaf = listen();
                JsonEndpoint endpoint = Endpoints.impatient(url("http", deaf))) {
            assertTimesOut(
                    endpoint, JsonRequest.json("/", JsonNodeFactory.instance.textNode("x".repeat(30 * 1024 * 1024))));
        }
    }

    @Test
    void send_tlsHandshakeThatDoesNotEnd_endsWithTheTimeOut() throws IOException {
        try (ServerSocket server = listen();
                JsonEndpoint endpoint = Endpoints.impatient(url("https", server))) {
            Thread.ofVirtual().start(() -> dripHandshake(server));
            assertTimesOut(endpoint, Endpoints.question());
        }
    }

    /** A handshake record that announces 16 KB, which come byte by byte. */
    private static void dripHandshake(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
            socket.setSoTimeout(10);
            for (; ; ) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    socket.getOutputStream().write(2);
                }
            }
        } catch (IOException e) {
            // The client has gone, as it should.
        }
    }

    @Test
    void send_nameServerThatDoesNotAnswer_isAskedOnceAndWaitedForNoLongerThanTheTimeOut() {
        List<Runnable> lookups = new CopyOnWriteArrayList<>();
        ComponentContext context = new ComponentContext("files", Clock.systemUTC(), lookups::add);
        EndpointConfig config =
                new EndpointConfig(URI.create("http://opa.example"), Endpoints.SHORT, 8, Optional.empty());
        try (JsonEndpoint endpoint = new JsonEndpoint(config, context)) {
            assertTimesOut(endpoint, Endpoints.question());
            assertTimesOut(endpoint, Endpoints.question());
        }
        assertThat(lookups).hasSize(1);
    }

    @Test
    void send_lessTimeThanTheTimeOut_isKept() {
        try (HttpDouble service = HttpDouble.start(HttpReply.silence());
                JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            assertThatThrownBy(() -> endpoint.send(Endpoints.question(), Endpoints.SHORT))
                    .hasMessageContaining("did not answer within 300 ms");
        }
    }

    private static void assertTimesOut(JsonEndpoint endpoint, JsonRequest request) {
        assertThatThrownBy(() -> endpoint.send(request))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("did not answer within 300 ms");
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 16, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static URI url(String scheme, ServerSocket server) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }
}
