package dev.yatagarasu.server.jetty;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/** HTTP/1.1 connections that read requests with {@link LongFieldsParser}. */
final class LongFieldsConnectionFactory extends HttpConnectionFactory {
    LongFieldsConnectionFactory(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new HttpConnection(getHttpConfiguration(), connector, endPoint) {
            @Override
            protected HttpParser newHttpParser(HttpCompliance compliance) {
                // Jetty's own parser is made only for its handler, which the connection keeps to itself.
                HttpParser.RequestHandler handler = (HttpParser.RequestHandler)
                        super.newHttpParser(compliance).getHandler();
                return new LongFieldsParser(handler, getHttpConfiguration().getRequestHeaderSize(), compliance);
            }
        };
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }
}
