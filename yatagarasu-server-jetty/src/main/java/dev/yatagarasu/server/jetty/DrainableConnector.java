package dev.yatagarasu.server.jetty;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A port whose answers can be told to be the last of their connections, and that goes on when it cannot accept any. */
class DrainableConnector extends ServerConnector {
    static final int ACCEPTORS = 1;

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 250;

    private final AcceptFailures acceptFailures = new AcceptFailures(System::nanoTime);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean answersLast;

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
