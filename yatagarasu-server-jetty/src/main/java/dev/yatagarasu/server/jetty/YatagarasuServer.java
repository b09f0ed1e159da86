package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.ServerConfig.Shutdown;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * The listeners: the data port, and the admin port if there is one. One selector thread serves two processors; requests
 * that have to wait run on virtual threads, so the pool stays small whatever the load.
 */
public final class YatagarasuServer implements AutoCloseable {
    private static final int ADMIN_SELECTORS = 1;

    private final Yatagarasu yatagarasu;
    private final ServerConfig config;
    private final ExecutorService slowLane;
    private final Server server;
    private final DrainableConnector data;
    private final Optional<DrainableConnector> admin;

    private YatagarasuServer(Yatagarasu yatagarasu, int processors) {
        this.yatagarasu = yatagarasu;
        this.config = yatagarasu.config().server();
        this.slowLane = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("yatagarasu").factory());
        int selectors = Math.max(1, processors / 2);
        this.server = new Server(IoThreads.forListeners(
                selectors + DrainableConnector.ACCEPTORS + ADMIN_SELECTORS + DrainableConnector.ACCEPTORS, processors));
        this.data = connector(config.host(), config.port(), selectors);
        this.admin = yatagarasu.config().admin().map(this::adminConnector);
        server.setHandler(new Ports());
        server.setErrorHandler(new ErrorResponses());
    }

    /**
     * Opens the ports that the engine's configuration names. The caller closes the engine.
     *
     * @throws IOException with the address in its message, if a port cannot be opened
     */
    public static YatagarasuServer start(Yatagarasu yatagarasu) throws IOException {
        return start(yatagarasu, Runtime.getRuntime().availableProcessors());
    }

    /** The same as on a machine with so many processors. */
    static YatagarasuServer start(Yatagarasu yatagarasu, int processors) throws IOException {
        YatagarasuServer started = new YatagarasuServer(yatagarasu, processors);
        try {
            started.open(started.data);
            if (started.admin.isPresent()) {
                started.open(started.admin.get());
            }
            started.server.start();
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        } catch (Exception e) {
            started.close();
            throw new IOException("the server cannot be started: " + e.getMessage(), e);
        }
    }

    private void open(DrainableConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot listen on " + connector.getHost() + ":" + connector.getPort() + " (" + reason.getMessage()
                            + "): choose another address or stop what uses it",
                    e);
        }
    }

    private DrainableConnector adminConnector(AdminConfig address) {
        return connector(address.host(), address.port(), ADMIN_SELECTORS);
    }

    private DrainableConnector connector(String host, int port, int selectors) {
        ConnectionMetrics metrics = ConnectionMetrics.of(yatagarasu);
        DrainableConnector connector = new BoundedConnector(
                server,
                selectors,
                new LongFieldsConnectionFactory(
                        HttpSettings.of(config.limits()), HeadBudget.ofHeap(metrics.largeHeads())),
                config,
                metrics);
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        return connector;
    }

    /** Tells the ports apart, and says to Jetty that nothing here ever blocks. */
    private final class Ports extends Handler.Abstract.NonBlocking {
        private final HealthEndpoints health = new HealthEndpoints(yatagarasu);
        private final DataHandler dataHandler = new DataHandler(yatagarasu, health, slowLane);
        private final AdminHandler adminHandler = new AdminHandler(
                yatagarasu,
                health,
                yatagarasu.config().admin().map(AdminConfig::host).orElse(""),
                slowLane);

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            try {
                if (data.equals(request.getConnectionMetaData().getConnector())) {
                    dataHandler.handle(request, response, callback);
                } else {
                    adminHandler.handle(request, response, callback);
                }
            } catch (Throwable e) {
                Fault.end(callback, e);
            }
            return true;
        }
    }

    /** The data port; the chosen one if the configuration has port 0. */
    public int port() {
        return data.getLocalPort();
    }

    /** The admin port, if there is one. */
    public OptionalInt adminPort() {
        return admin.map(connector -> OptionalInt.of(connector.getLocalPort())).orElse(OptionalInt.empty());
    }

    /**
     * Stops the server as configured: {@code /ready} reports it at once, while requests are accepted as before for the
     * configured delay; then connections close after their next answer or when they are idle, and the port is closed;
     * in-flight requests may finish within the configured time.
     *
     * @return whether all requests ended
     */
    public boolean stop() throws InterruptedException {
        Shutdown shutdown = yatagarasu.config().server().shutdown();
        yatagarasu.announceStop();
        new CountDownLatch(1).await(shutdown.delay().toNanos(), TimeUnit.NANOSECONDS);
        ConnectionDrain drain = new ConnectionDrain(data);
        Optional<ConnectionDrain> adminDrain = admin.map(ConnectionDrain::new);
        drain.await(shutdown.timeout());
        boolean drained = yatagarasu.drain(shutdown.timeout().minusNanos(drain.elapsed()));
        if (adminDrain.isPresent()) {
            adminDrain.get().await(shutdown.timeout());
        }
        close();
        return drained;
    }

    /** Stops at once. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop cleanly", e);
        } finally {
            slowLane.shutdownNow();
        }
    }
}
