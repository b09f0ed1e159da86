package dev.yatagarasu.server.jetty;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port whose answers can be told to be the last of their connections, and that goes on when it cannot accept any. */
class DrainableConnector extends ServerConnector {
    static final int ACCEPTORS = 1;

    private static final Logger log = LoggerFactory.getLogger(DrainableConnector.class);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 250;
    private static final long LONGEST_CLOSE_MILLIS = 10_000;

    private final AcceptFailures acceptFailures = new AcceptFailures(System::nanoTime);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch portClosed = new CountDownLatch(1);
    private volatile boolean answersLast;
    private volatile boolean portCloses;

    DrainableConnector(Server server, int selectors, ConnectionFactory factory) {
        super(server, ACCEPTORS, selectors, factory);
    }

    /** From now on each answer says that its connection ends with it. Connections are accepted as before. */
    void answerLast() {
        answersLast = true;
    }

    /** Whether each answer is the last of its connection. */
    boolean answersLast() {
        return answersLast;
    }

    /** Whether somebody has been accepted with whom no connection has been opened so far. */
    boolean isOpeningAny() {
        return false;
    }

    /**
     * Closes the port when everybody who waits for being accepted has been: the system resets whoever still waits then. The
     * acceptor does it, which is woken by a client of its own, the last who waits.
     */
    void closePort() throws InterruptedException {
        if (getTransport() instanceof ServerSocketChannel port && port.isOpen()) {
            portCloses = true;
            try (SocketChannel last = SocketChannel.open(port.getLocalAddress())) {
                if (last.isConnected()) {
                    portClosed.await(LONGEST_CLOSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (IOException e) {
                log.debug("cannot connect to {}:{}", getHost(), getLocalPort(), e);
            }
        }
        close();
    }

    @Override
    public void accept(int acceptor) throws IOException {
        super.accept(acceptor);
        if (portCloses && getTransport() instanceof ServerSocketChannel port) {
            acceptRest(port);
        }
    }

    private void acceptRest(ServerSocketChannel port) throws IOException {
        port.configureBlocking(false);
        for (SocketChannel client = port.accept(); client != null; client = port.accept()) {
            client.configureBlocking(false);
            configure(client.socket());
            getSelectorManager().accept(client);
        }
        close();
        portClosed.countDown();
    }

    /** Whether to go on accepting. Jetty's own would log a stack trace a second while too many files are open. */
    @Override
    protected boolean handleAcceptFailure(Throwable failure) {
        if (!isOpen() || !isRunning() || failure instanceof ClosedByInterruptException) {
            return false;
        }
        if (failure instanceof InterruptedException) {
            return true;
        }
        acceptFailures.failed(failure);
        try {
            return !stopped.await(PAUSE_AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return isRunning();
        }
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        acceptFailures.accepted();
        super.onEndPointOpened(endPoint);
    }

    @Override
    protected void doStop() throws Exception {
        stopped.countDown();
        super.doStop();
    }
}
