package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.config.ServerConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that the system has connected are served, though the server has not come to accept them when its port closes. */
class ConnectionDrainTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int CLIENTS = 20;

    private final Server server = new Server();
    private final BoundedConnector connector = new BoundedConnector(
            server,
            1,
            new LongFieldsConnectionFactory(new HttpConfiguration(), HeadBudget.ofHeap(new Counter())),
            ServerConfig.defaults(),
            new ConnectionMetrics(new Counter(), new Counter(), new Counter(), new Counter()));

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static final class Greeter extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            byte[] greeting = "hello".getBytes(StandardCharsets.US_ASCII);
            response.getHeaders().put("Content-Length", greeting.length);
            response.write(true, ByteBuffer.wrap(greeting), callback);
            return true;
        }
    }

    private List<Raw> clientsThatAsk(int port) throws IOException {
        List<Raw> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Raw client = new Raw(port, Duration.ofSeconds(20));
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            clients.add(client);
        }
        return clients;
    }

    /** The port is open, but nobody accepts before the server is started. */
    @Test
    void await_clientsThatWaitForBeingAccepted_areAnsweredBeforeItIsOver() throws Exception {
        server.setHandler(new Greeter());
        server.addConnector(connector);
        connector.setHost("127.0.0.1");
        connector.open();
        int port = connector.getLocalPort();
        List<Raw> clients = clientsThatAsk(port);
        ConnectionDrain drain = new ConnectionDrain(connector);
        Thread stopping = Thread.ofPlatform().start(() -> drainAndStop(drain));
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        server.start();

        for (Raw client : clients) {
            try (client) {
                RawAnswer answer = client.read(false);
                assertThat(answer.text()).isEqualTo("hello");
                assertThat(answer.header("connection")).isEqualTo("close");
                assertThat(client.isClosed()).isTrue();
            }
        }
        assertThat(stopping.join(LONG)).isTrue();
        assertThatThrownBy(() -> new Raw(port, LONG)).isInstanceOf(ConnectException.class);
    }

    private void drainAndStop(ConnectionDrain drain) {
        try {
            drain.await(LONG);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
