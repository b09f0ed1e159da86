package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which clients stand still, on a real socket that takes no more for now. */
class ClientEndPointTest {
    /** More than the buffers at both ends hold. */
    private static final int LARGE = 64 * 1024 * 1024;

    private static final int CLIENTS_BUFFER = 64 * 1024;
    /** Several times what the client's side holds, so some of it has been acknowledged; and little for the server's side. */
    private static final int SOME = 8 * CLIENTS_BUFFER;

    private static final int FAST = 1 << 30;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private ServerSocketChannel server;
    private SocketChannel client;
    private SocketChannel accepted;

    @BeforeEach
    void connect() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, CLIENTS_BUFFER);
        client.connect(server.getLocalAddress());
        accepted = server.accept();
        accepted.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        accepted.close();
        server.close();
    }

    /** One that no selector watches, and no scheduler. */
    @SuppressWarnings("NullAway")
    private ClientEndPoint endPoint(long minRate) {
        return new ClientEndPoint(accepted, null, null, null, minRate);
    }

    /** The server's end, which writes more than the socket takes. */
    private ClientEndPoint writing(long minRate) {
        ClientEndPoint endPoint = endPoint(minRate);
        endPoint.write(
                Callback.from(() -> written.complete(null), written::completeExceptionally),
                ByteBuffer.allocate(LARGE));
        assertThat(written).isNotDone();
        return endPoint;
    }

    private void read(int octets) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(octets);
        while (buffer.hasRemaining()) {
            assertThat(client.read(buffer)).isPositive();
        }
    }

    @Test
    void idle_clientThatReadsLessThanWouldMakeTheSocketWritable_goesOn() throws IOException {
        ClientEndPoint endPoint = writing(0);

        for (int i = 0; i < 20; i++) {
            read(SOME);
            endPoint.onIdleExpired(new TimeoutException());

            assertThat(written).isNotDone();
        }
    }

    @Test
    void idle_clientThatReadsNoMore_endsTheAnswer() throws IOException {
        ClientEndPoint endPoint = writing(0);
        read(SOME);

        for (int i = 0; i < 1000 && !written.isDone(); i++) {
            endPoint.onIdleExpired(new TimeoutException("idle"));
        }

        assertThat(written).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("idle");
    }

    @Test
    void rate_clientThatReadsNothing_isCut() {
        ClientEndPoint endPoint = writing(FAST);

        assertThat(endPoint.endIfTooSlow(0)).as("the first look").isFalse();
        boolean cut = false;
        for (int i = 0; i < 1000 && !cut; i++) {
            cut = endPoint.endIfTooSlow(0);
        }

        assertThat(cut).isTrue();
        assertThat(accepted.isOpen()).isFalse();
        assertThat(written).isCompletedExceptionally();
    }

    @Test
    void rate_clientThatReadsFastEnough_goesOn() throws IOException {
        ClientEndPoint endPoint = writing(1);

        for (int i = 0; i < 20; i++) {
            assertThat(endPoint.endIfTooSlow(0)).isFalse();
            read(SOME);
        }
    }

    @Test
    void rate_beforeItsTimeIsOver_isNotJudged() {
        ClientEndPoint endPoint = writing(FAST);

        for (int i = 0; i < 1000; i++) {
            assertThat(endPoint.endIfTooSlow(HOUR)).isFalse();
        }
    }

    @Test
    void rate_none_isNeverJudged() {
        ClientEndPoint endPoint = writing(0);

        for (int i = 0; i < 1000; i++) {
            assertThat(endPoint.endIfTooSlow(0)).isFalse();
        }
    }

    @Test
    void request_awaitedForTooLong_endsTheConnection() {
        ClientEndPoint endPoint = endPoint(0);
        assertThat(endPoint.endIfAwaitedFor(0)).as("nobody reads").isFalse();
        CompletableFuture<Void> read = new CompletableFuture<>();
        endPoint.fillInterested(Callback.from(() -> read.complete(null), read::completeExceptionally));

        assertThat(endPoint.endIfAwaitedFor(HOUR)).isFalse();
        assertThat(endPoint.endIfAwaitedFor(0)).isTrue();

        assertThat(read).isCompletedExceptionally();
        assertThat(accepted.isOpen()).isFalse();
    }
}
