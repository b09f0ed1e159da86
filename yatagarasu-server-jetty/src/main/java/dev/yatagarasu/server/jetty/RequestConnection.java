package dev.yatagarasu.server.jetty;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection that reads requests with {@link LongFieldsParser}, and refuses what Jetty would let pass. */
final class RequestConnection extends HttpConnection {
    /** What a field takes beside its bytes. */
    private static final int FIELD_BYTES = 160;
    /** Buffers grow by doubling. */
    private static final int SLACK = 2;
    /** What a connection may keep without being asked: its parser has room for some lines from the start. */
    private static final int SMALL = 4096;
    /** Of each field only its place in an array outlives the request. */
    private static final int PLACE_BYTES = 4;

    /** Room is taken for so many, so that few fields cost nothing. */
    private static final int FIELDS_AT_ONCE = 64;

    private static final long CLOSED = -1;

    private final HeadBudget budget;
    private int fields;
    private final AtomicLong held = new AtomicLong();
    private long mostLeftBehind;

    RequestConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint, HeadBudget budget) {
        super(configuration, connector, endPoint);
        this.budget = budget;
    }

    /** Waits for more, unless the head of which a part is there would take more than there is. */
    @Override
    public void fillInterested(Callback callback) {
        HttpParser parser = getParser();
        if (parser.isStart() || !parser.inHeaderState() || hold(unfinished())) {
            super.fillInterested(callback);
        } else {
            getEndPoint().close();
        }
    }

    private long unfinished() {
        return (long) SLACK * getParser().getHeaderLength() + (long) FIELD_BYTES * fields;
    }

    /** What a head leaves behind that is whole, if it is worth counting. */
    private long leftBehind() {
        long room = (long) SLACK * (getParser().getHeaderLength() + PLACE_BYTES * fields);
        return room > SMALL ? room : 0;
    }

    /** Takes that much room and no other; returns whether there is as much. The connection may be closed meanwhile. */
    private boolean hold(long bytes) {
        long before = held.get();
        if (before == bytes) {
            return true;
        }
        if (before == CLOSED || !budget.change(before, bytes)) {
            return false;
        }
        boolean open = held.compareAndSet(before, bytes);
        if (!open) {
            budget.release(bytes - before);
        }
        return open;
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        budget.release(Math.max(held.getAndSet(CLOSED), 0));
        super.onClose(cause);
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

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        return new FrankStream(method, uri, version);
    }

    /** Says in the head of every answer that its connection ends, if it does (RFC 9112 section 9.6). */
    private final class FrankStream extends HttpStreamOverHTTP1 {
        FrankStream(String method, String uri, HttpVersion version) {
            super(method, uri, version);
        }

        @Override
        public void prepareResponse(HttpFields.Mutable headers) {
            if (!isPersistent() || isPortClosing() || isBodyAwaited()) {
                headers.put(HttpFields.CONNECTION_CLOSE);
            }
            super.prepareResponse(headers);
        }

        /**
         * Ends the connection, which ends its writes. Jetty's own waits until a write has been cancelled, and may do so on the
         * thread that alone could cancel it: then the server never stops.
         */
        @Override
        public Runnable cancelSend(Throwable cause, Callback callback) {
            return () -> {
                getEndPoint().close(cause);
                callback.failed(cause);
            };
        }

        private boolean isPortClosing() {
            return getConnector() instanceof DrainableConnector connector && connector.answersLast();
        }

        /** Jetty does not wait for the rest of a body that nobody has read. */
        private boolean isBodyAwaited() {
            return getParser().inContentState() && consumeAvailable() != null;
        }
    }

    private final class StrictHandler extends RequestHandler {
        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            if (version == HttpVersion.HTTP_2) {
                throw new HttpException.RuntimeException(505, "HTTP/2 is not spoken here");
            }
            fields = 0;
            super.startRequest(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            if (field.getHeader() == HttpHeader.HOST && isAddressWithoutBrackets(field.getValue())) {
                throw new HttpException.RuntimeException(400, "IPv6 address without brackets");
            }
            fields++;
            if (fields % FIELDS_AT_ONCE == 0 && !hold(unfinished())) {
                getEndPoint().close();
                throw new HttpException.RuntimeException(431, "No room for the head");
            }
            super.parsedHeader(field);
        }

        /** In HTTP/1.0 nobody knows where such a message ends (RFC 9112 section 6.1). */
        @Override
        public boolean headerComplete() {
            if (getHttpVersion() == HttpVersion.HTTP_1_0 && getParser().isChunking()) {
                throw new HttpException.RuntimeException(400, "Transfer-Encoding in HTTP/1.0");
            }
            boolean handle = super.headerComplete();
            mostLeftBehind = Math.max(mostLeftBehind, leftBehind());
            if (!hold(mostLeftBehind)) {
                getGenerator().setPersistent(false);
            }
            return handle;
        }
    }

    private static boolean isAddressWithoutBrackets(@Nullable String host) {
        return host != null && !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
    }
}
