package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who looks for the next request of a connection. */
class IoThreadsTest {
    private final IoThreads threads = new IoThreads(8, 2);
    private final CompletableFuture<Thread> ranOn = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        threads.setName("io");
        threads.start();
    }

    @AfterEach
    void stop() throws Exception {
        threads.stop();
    }

    private Thread awaitThread() throws Exception {
        return ranOn.get(20, TimeUnit.SECONDS);
    }

    private void run() {
        ranOn.complete(Thread.currentThread());
    }

    /** A connection as Jetty hands it over to be run. */
    private Runnable connection() {
        return (Runnable) Proxy.newProxyInstance(
                IoThreadsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class, Runnable.class},
                (proxy, method, arguments) -> {
                    run();
                    return null;
                });
    }

    @Test
    void execute_connectionOnAVirtualThread_runsThere() throws Exception {
        Runnable connection = connection();
        Thread caller = Thread.startVirtualThread(() -> threads.execute(connection));
        assertThat(awaitThread()).isSameAs(caller);
    }

    @Test
    void execute_anythingElseOnAVirtualThread_runsInThePool() throws Exception {
        Thread.startVirtualThread(() -> threads.execute(this::run));
        assertThat(awaitThread().getName()).startsWith("io-");
    }

    @Test
    void execute_connectionOnAnotherThread_runsInThePool() throws Exception {
        threads.execute(connection());
        assertThat(awaitThread().getName()).startsWith("io-");
    }
}
