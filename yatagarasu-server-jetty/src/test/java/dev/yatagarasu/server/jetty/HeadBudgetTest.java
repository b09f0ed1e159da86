package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.config.ServerConfig.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients may make a server hold that send heads, whole or not. */
class HeadBudgetTest {
    private static final int FIELDS = 1000;
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: x\r\n" + "a:b\r\n".repeat(FIELDS);
    /** The last field is none before the next line begins. */
    private static final long UNFINISHED = 2L * HEAD.length() + 160L * FIELDS;

    private static final String LONG = "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "b".repeat(6000) + "\r\n\r\n";
    private static final long LEFT_BEHIND = 2L * (LONG.length() + 4 * 2);

    private final Counter refused = new Counter();
    private final Server server = new Server();
    private final List<Raw> clients = new ArrayList<>();

    private ServerConnector start(HeadBudget budget) throws Exception {
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new LongFieldsConnectionFactory(HttpSettings.of(Limits.defaults()), budget));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
                response.write(true, ByteBuffer.allocate(0), callback);
                return true;
            }
        });
        server.start();
        return connector;
    }

    @AfterEach
    void stop() throws Exception {
        for (Raw client : clients) {
            client.close();
        }
        server.stop();
    }

    private Raw connect(ServerConnector connector) throws IOException {
        Raw client = new Raw(connector.getLocalPort(), Duration.ofSeconds(20));
        clients.add(client);
        return client;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void unfinishedHeads_moreThanThereIsRoomFor_areCut() throws Exception {
        HeadBudget budget = new HeadBudget(3 * UNFINISHED, refused);
        ServerConnector connector = start(budget);

        for (int i = 1; i <= 6; i++) {
            long held = Math.min(i, 3) * UNFINISHED;
            long cut = Math.max(i - 3, 0);
            connect(connector).send(HEAD);
            await(() -> budget.held() == held && refused.getCount() == cut);
        }

        for (Raw taken : clients.subList(0, 3)) {
            taken.send("\r\n");
            assertThat(taken.read(false).status()).isEqualTo(200);
        }
        for (Raw cut : clients.subList(3, 6)) {
            assertThatThrownBy(() -> cut.read(false)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void head_thatHasMoreFieldsThanThereIsRoomFor_isCutWhileItIsRead() throws Exception {
        HeadBudget budget = new HeadBudget(UNFINISHED / 2, refused);
        Raw client = connect(start(budget));

        client.send(HEAD + "\r\n");

        assertThatThrownBy(() -> client.read(false)).isInstanceOf(IOException.class);
        assertThat(refused.getCount()).isEqualTo(1);
        await(() -> budget.held() == 0);
    }

    @Test
    void unfinishedHeads_ofClientsThatLeave_giveTheirRoomBack() throws Exception {
        HeadBudget budget = new HeadBudget(3 * UNFINISHED, refused);
        ServerConnector connector = start(budget);

        for (int i = 0; i < 6; i++) {
            Raw client = connect(connector);
            client.send(HEAD);
            await(() -> budget.held() == UNFINISHED);
            client.close();
            await(() -> budget.held() == 0);
        }

        assertThat(refused.getCount()).isZero();
    }

    @Test
    void longHeads_areTakenButKeepNoMoreConnectionsThanThereIsRoomFor() throws Exception {
        HeadBudget budget = new HeadBudget(2 * LEFT_BEHIND, refused);
        ServerConnector connector = start(budget);

        List<String> connections = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Raw client = connect(connector);
            client.send(LONG);
            RawAnswer answer = client.read(false);
            assertThat(answer.status()).isEqualTo(200);
            connections.add(answer.header("connection"));
        }

        assertThat(connections).containsExactly("", "", "close");
        assertThat(budget.held()).isEqualTo(2 * LEFT_BEHIND);
    }

    @Test
    void smallHeads_wholeAtLast_holdNothing() throws Exception {
        HeadBudget budget = new HeadBudget(1000, refused);
        Raw client = connect(start(budget));

        client.send("GET / HTTP/1.1\r\nHost: x\r\n");
        await(() -> budget.held() > 0);
        client.send("\r\n");

        assertThat(client.read(false).status()).isEqualTo(200);
        assertThat(budget.held()).isZero();
    }
}
