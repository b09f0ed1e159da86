package dev.yatagarasu.server.jetty;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * The end of a port. From the first moment each answer says that its connection ends with it; then connections on which
 * nothing has happened for a while are closed, each when no byte of a request has come, and then the port. A client
 * that has just sent a request on a connection that it kept gets its answer.
 */
final class ConnectionDrain {
    /** How long a connection has to be idle before it is closed: a request on its way needs less. */
    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long LOOK_EVERY_MILLIS = 20;

    private final DrainableConnector connector;
    private final CountDownLatch never = new CountDownLatch(1);
    private final long begun = System.nanoTime();

    ConnectionDrain(DrainableConnector connector) {
        this.connector = connector;
        connector.answerLast();
    }

    /** Waits until no connection is left or the time is over; the port is closed after that at the latest. */
    void await(Duration timeout) throws InterruptedException {
        try {
            while (elapsed() < timeout.toNanos() && (isAnybodyLeft() || connector.isOpen())) {
                closeIdle();
                if (elapsed() >= GRACE_NANOS || !isAnybodyLeft()) {
                    connector.closePort();
                }
                pause(Duration.ofMillis(LOOK_EVERY_MILLIS));
            }
        } finally {
            connector.close();
        }
    }

    private void pause(Duration time) throws InterruptedException {
        never.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    long elapsed() {
        return System.nanoTime() - begun;
    }

    /** A connection that has been told all, and waits for the client to leave, is none. */
    private boolean isAnybodyLeft() {
        return connector.isOpeningAny()
                || connector.getConnectedEndPoints().stream().anyMatch(end -> end.isOpen() && !end.isOutputShutdown());
    }

    private void closeIdle() {
        for (EndPoint end : connector.getConnectedEndPoints()) {
            if (elapsed() >= GRACE_NANOS && end instanceof SocketChannelEndPoint socket && isIdle(socket)) {
                end.close();
            }
        }
    }

    /** In this order: bytes that are read meanwhile end the idleness. */
    private static boolean isIdle(SocketChannelEndPoint end) {
        return !hasBytes(end)
                && TimeUnit.MILLISECONDS.toNanos(end.getIdleFor()) >= GRACE_NANOS
                && end.getConnection() instanceof HttpConnection connection
                && connection.getParser().isStart()
                && connection.getHttpChannel().getRequest() == null;
    }

    private static boolean hasBytes(SocketChannelEndPoint end) {
        try {
            return end.getChannel().socket().getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
