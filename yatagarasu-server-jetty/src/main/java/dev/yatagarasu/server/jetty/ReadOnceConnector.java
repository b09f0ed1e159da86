package dev.yatagarasu.server.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connector that does not read a socket which was empty just now. After each answer Jetty looks for the next request,
 * twice, before it waits for one; here it waits at once. What has come meanwhile is not missed: the selector reports
 * every socket that has bytes, or has ended, whenever Jetty waits for it.
 */
final class ReadOnceConnector extends ServerConnector {
    ReadOnceConnector(Server server, int selectors, ConnectionFactory factory) {
        super(server, 1, selectors, factory);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new EndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private static final class EndPoint extends SocketChannelEndPoint {
        private volatile boolean empty;

        EndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            if (empty) {
                return 0;
            }
            int space = BufferUtil.space(buffer);
            int filled = super.fill(buffer);
            empty = filled >= 0 && filled < space;
            return filled;
        }

        @Override
        public Runnable onSelected() {
            empty = false;
            return super.onSelected();
        }
    }
}
