package dev.yatagarasu.server.jetty;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection that reads requests with {@link LongFieldsParser}, and refuses what Jetty would let pass. */
final class RequestConnection extends HttpConnection {
    RequestConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    /** Has whatever Jetty has set on the parser that it would use. */
    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
        HttpParser jettys = super.newHttpParser(compliance);
        LongFieldsParser parser = new LongFieldsParser(
                (HttpParser.RequestHandler) jettys.getHandler(),
                getHttpConfiguration().getRequestHeaderSize(),
                compliance);
        parser.setHeaderCacheSize(jettys.getHeaderCacheSize());
        parser.setHeaderCacheCaseSensitive(jettys.isHeaderCacheCaseSensitive());
        return parser;
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new StrictHandler();
    }

    private final class StrictHandler extends RequestHandler {
        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            if (version == HttpVersion.HTTP_2) {
                throw new HttpException.RuntimeException(505, "HTTP/2 is not spoken here");
            }
            super.startRequest(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            if (field.getHeader() == HttpHeader.HOST && isAddressWithoutBrackets(field.getValue())) {
                throw new HttpException.RuntimeException(400, "IPv6 address without brackets");
            }
            super.parsedHeader(field);
        }

        /** In HTTP/1.0 nobody knows where such a message ends (RFC 9112 section 6.1). */
        @Override
        public boolean headerComplete() {
            if (getHttpVersion() == HttpVersion.HTTP_1_0 && getParser().isChunking()) {
                throw new HttpException.RuntimeException(400, "Transfer-Encoding in HTTP/1.0");
            }
            return super.headerComplete();
        }
    }

    private static boolean isAddressWithoutBrackets(@Nullable String host) {
        return host != null && !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
    }
}
