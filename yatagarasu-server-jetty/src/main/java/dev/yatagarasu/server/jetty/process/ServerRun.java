package dev.yatagarasu.server.jetty.process;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ServerConfig.Shutdown;
import dev.yatagarasu.server.jetty.YatagarasuServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a started server until the process is told to stop. */
public final class ServerRun {
    private static final Logger log = LoggerFactory.getLogger(ServerRun.class);

    private ServerRun() {}

    /** Waits for the signal, then for the requests in progress, as long as the configuration allows. */
    public static void untilStopped(Yatagarasu engine, YatagarasuServer server, StopSignal stop)
            throws InterruptedException {
        stop.await();
        Shutdown shutdown = engine.config().server().shutdown();
        if (!shutdown.delay().isZero()) {
            log.info(
                    "stopping: requests are taken for {} s more",
                    shutdown.delay().toSeconds());
        }
        log.info(
                "stopping: {} requests in progress may go on for {} s",
                engine.requestsInFlight(),
                shutdown.timeout().toSeconds());
        if (drained(server)) {
            log.info("stopped");
        } else {
            log.warn("stopped, and broke off requests in progress");
        }
    }

    private static boolean drained(YatagarasuServer server) {
        try {
            return server.stop();
        } catch (InterruptedException e) {
            log.warn("told to stop again: not waiting any longer");
            return false;
        }
    }
}
