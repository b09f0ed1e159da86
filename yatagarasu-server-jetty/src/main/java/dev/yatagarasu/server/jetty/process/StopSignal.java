package dev.yatagarasu.server.jetty.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** SIGTERM or SIGINT: somebody wants this process to end. The second one says that it should end now. */
public final class StopSignal {
    private final Thread waiting = Thread.currentThread();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger times = new AtomicInteger();

    private StopSignal() {}

    /** Takes both signals from the JVM. The calling thread is the one that will wait. */
    public static StopSignal install() {
        StopSignal stop = new StopSignal();
        Signals.on("TERM", stop::raise);
        Signals.on("INT", stop::raise);
        return stop;
    }

    /** What the signals do: the first one ends {@link #await}, others interrupt whatever comes after it. */
    void raise() {
        asked.countDown();
        if (times.incrementAndGet() > 1) {
            waiting.interrupt();
        }
    }

    /** Waits until one of the signals has arrived. */
    public void await() throws InterruptedException {
        asked.await();
    }
}
