package dev.yatagarasu.server.jetty;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty's threads. When the slow lane has sent an answer, Jetty wants one of these to look for the connection's next
 * request, which never blocks; the virtual thread that has sent the answer does it instead, without waking anybody.
 */
final class IoThreads extends QueuedThreadPool {
    IoThreads(int most, int least) {
        super(most, least);
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
