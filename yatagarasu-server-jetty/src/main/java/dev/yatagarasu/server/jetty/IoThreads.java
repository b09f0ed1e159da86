package dev.yatagarasu.server.jetty;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty's threads. When the slow lane has sent an answer, Jetty wants one of these to look for the connection's next
 * request, which never blocks; the virtual thread that has sent the answer does it instead, without waking anybody.
 */
final class IoThreads extends QueuedThreadPool {
    private static final int LEAST = 2;
    private static final int SPARE = 24;

    IoThreads(int most, int least) {
        super(most, least);
    }

    /**
     * As many as the listeners never give back, one in reserve for each processor, and more than Jetty warns of beside them.
     *
     * @param taken selectors and acceptors of all ports
     */
    static IoThreads forListeners(int taken, int processors) {
        IoThreads threads = new IoThreads(taken + 2 * processors + SPARE, LEAST);
        threads.setReservedThreads(processors);
        threads.setName("yatagarasu-io");
        return threads;
    }

    @Override
    public void execute(Runnable job) {
        if (job instanceof Connection && Thread.currentThread().isVirtual()) {
            job.run();
        } else {
            super.execute(job);
        }
    }
}
