package dev.yatagarasu.server.jetty;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Makes each {@link RequestConnection}. */
final class LongFieldsConnectionFactory extends HttpConnectionFactory {
    private final HeadBudget budget;

    LongFieldsConnectionFactory(HttpConfiguration configuration, HeadBudget budget) {
        super(configuration);
        this.budget = budget;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        RequestConnection connection = new RequestConnection(getHttpConfiguration(), connector, endPoint, budget);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }
}
