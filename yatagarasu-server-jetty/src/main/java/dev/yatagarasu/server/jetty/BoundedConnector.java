package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.config.ServerConfig;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A port with so many connections and no more, none of which may keep the server waiting for ever: every now and then it
 * looks at all of them, so that time-outs cost the connections that keep them nothing.
 */
final class BoundedConnector extends DrainableConnector {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int LOOKS = 8;

    private final ServerConfig config;
    private final ConnectionMetrics metrics;
    private final Set<SelectableChannel> open = ConcurrentHashMap.newKeySet();
    private final Set<SelectableChannel> opening = ConcurrentHashMap.newKeySet();
    private volatile Scheduler.Task nextLook = () -> true;

    BoundedConnector(
            Server server, int selectors, ConnectionFactory factory, ServerConfig config, ConnectionMetrics metrics) {
        super(server, selectors, factory);
        this.config = config;
        this.metrics = metrics;
        setIdleTimeout(config.idleTimeout().toMillis());
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new ClientEndPoint(
                channel, selector, key, getScheduler(), config.connections().minRate());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new BoundedManager(executor, scheduler, selectors);
    }

    @Override
    boolean isOpeningAny() {
        return !opening.isEmpty();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleLook();
    }

    @Override
    protected void doStop() throws Exception {
        nextLook.cancel();
        super.doStop();
    }

    private void scheduleLook() {
        nextLook = getScheduler().schedule(this::look, pause(), TimeUnit.NANOSECONDS);
    }

    /** Short enough that no time-out is exceeded by much. */
    private long pause() {
        Duration headerTimeout = config.connections().headerTimeout();
        Duration shortest = headerTimeout.compareTo(config.idleTimeout()) < 0 ? headerTimeout : config.idleTimeout();
        Duration pause = shortest.dividedBy(LOOKS);
        return (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
    }

    private void look() {
        try {
            getConnectedEndPoints().forEach(this::endIfSlow);
        } finally {
            scheduleLook();
        }
    }

    private void endIfSlow(EndPoint connected) {
        ClientEndPoint client = (ClientEndPoint) connected;
        if (client.endIfAwaitedFor(config.connections().headerTimeout().toNanos())) {
            metrics.slowRequests().inc();
        } else if (client.endIfTooSlow(config.idleTimeout().toNanos())) {
            metrics.slowReaders().inc();
        }
    }

    /** Counts the connections from the moment at which they are accepted until they are closed. */
    private final class BoundedManager extends ServerConnectorManager {
        BoundedManager(Executor executor, Scheduler scheduler, int selectors) {
            super(executor, scheduler, selectors);
        }

        @Override
        public void accept(SelectableChannel channel, Object attachment) {
            if (open.size() < config.connections().max()) {
                open.add(channel);
                opening.add(channel);
                super.accept(channel, attachment);
            } else {
                metrics.refused().inc();
                IO.close(channel);
            }
        }

        @Override
        protected void onAcceptFailed(SelectableChannel channel, Throwable failure, Object attachment) {
            open.remove(channel);
            opening.remove(channel);
            super.onAcceptFailed(channel, failure, attachment);
        }

        @Override
        protected void endPointOpened(EndPoint endpoint) {
            super.endPointOpened(endpoint);
            opening.remove(((ClientEndPoint) endpoint).getChannel());
        }

        @Override
        protected void endPointClosed(EndPoint endpoint) {
            open.remove(((ClientEndPoint) endpoint).getChannel());
            super.endPointClosed(endpoint);
        }
    }
}
