package dev.yatagarasu.server.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's parser, with a short way for the header fields that are long. Jetty takes a token or a cookie apart character by
 * character, which costs more than all that the engine does for an object in memory. Here such lines are read at once and
 * taken out of the head, and Jetty parses what is left of it.
 *
 * <p>Only heads that are there as a whole are treated so; only fields that have no part in framing; and of these only plain
 * lines: {@code Name: value}, printable ASCII, ended by CR LF and not continued. Where one is not plain, it and all that
 * follow stay as they are. So Jetty alone says where a message ends and what is malformed (RFC 9112 sections 2.2, 5 and 6).
 */
final class LongFieldsParser extends HttpParser {
    private static final Set<HttpHeader> LONG = EnumSet.of(
            HttpHeader.ACCEPT,
            HttpHeader.ACCEPT_ENCODING,
            HttpHeader.ACCEPT_LANGUAGE,
            HttpHeader.AUTHORIZATION,
            HttpHeader.COOKIE,
            HttpHeader.IF_MODIFIED_SINCE,
            HttpHeader.IF_NONE_MATCH,
            HttpHeader.REFERER,
            HttpHeader.USER_AGENT);

    private static final int LONGEST_NAME =
            HttpHeader.IF_MODIFIED_SINCE.asString().length();
    private static final int MOST_LINES = Long.SIZE;
    private static final int NAME_END = ": ".length();
    private static final int LINE_END = "\r\n".length();
    private static final byte DELETE = 0x7f;
    private static final String MALFORMED_VERSION = "Malformed version";

    /** The name of the protocol, whose case counts, and its version (RFC 9112 section 2.3); 0 stands for any digit. */
    private static final String VERSION = "HTTP/0.0\r";

    private final RequestHandler handler;
    private final int mostHeadBytes;
    /** Where the lines of the head end, line ends included. */
    private final int[] ends = new int[MOST_LINES];

    private boolean atFirstField;
    /** What is being parsed. */
    private @Nullable ByteBuffer line;
    /** How much of the version has come that is not exactly one of those that Jetty looks for first. */
    private int versionOctets;

    LongFieldsParser(RequestHandler handler, int mostHeadBytes, HttpCompliance compliance) {
        super(handler, mostHeadBytes, compliance);
        this.handler = handler;
        this.mostHeadBytes = mostHeadBytes;
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
        if (getState() == State.REQUEST_VERSION && !continuesVersion(buffer, buffer.position())) {
            BufferUtil.clear(buffer);
            badMessage(new HttpException.RuntimeException(400, MALFORMED_VERSION));
            return false;
        }
        line = buffer;
        boolean handle = super.parseNext(buffer);
        line = null;
        return handle;
    }

    @Override
    protected void setState(State state) {
        atFirstField = state == State.HEADER;
        if (state == State.REQUEST_VERSION && line != null) {
            versionOctets = 0;
            if (!continuesVersion(line, line.position() - 1)) {
                throw new HttpException.RuntimeException(400, MALFORMED_VERSION);
            }
        }
        super.setState(state);
    }

    /** Whether what stands there may be the rest of a version. Jetty takes any case, and tells 505 from 400 nowhere. */
    private boolean continuesVersion(ByteBuffer buffer, int from) {
        for (int at = from; at < buffer.limit() && versionOctets < VERSION.length(); at++) {
            int octet = buffer.get(at);
            char wanted = VERSION.charAt(versionOctets++);
            boolean fits = wanted == '0' ? octet >= '0' && octet <= '9' : octet == wanted;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected boolean parseFields(ByteBuffer buffer) {
        if (atFirstField && buffer.hasArray()) {
            takeLongFields(buffer, buffer.array(), buffer.arrayOffset());
        }
        atFirstField = false;
        return super.parseFields(buffer);
    }

    private void takeLongFields(ByteBuffer buffer, byte[] bytes, int offset) {
        int begin = offset + buffer.position();
        int lines = findLines(bytes, begin, offset + buffer.limit());
        if (lines == 0 || getHeaderLength() + ends[lines - 1] - begin > mostHeadBytes) {
            return;
        }
        long taken = 0;
        int from = begin;
        for (int line = 0; line < lines - 1; line++) {
            int next = ends[line];
            HttpHeader name = longName(bytes, from, next);
            if (name != null && !isPlain(bytes, from, next, name)) {
                break;
            }
            if (name != null) {
                handler.parsedHeader(new HttpField(name, value(bytes, from, next, name)));
                taken |= 1L << line;
            }
            from = next;
        }
        buffer.position(closeUp(bytes, begin, lines, taken) - offset);
    }

    /** Finds the lines of the head up to the empty one; returns how many, or 0 if they do not all end alike or are not all there. */
    private int findLines(byte[] bytes, int begin, int limit) {
        int from = begin;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            int end = from;
            while (end < limit && bytes[end] != '\n') {
                end++;
            }
            if (end == limit || end == from || bytes[end - 1] != '\r') {
                return 0;
            }
            ends[lines] = end + 1;
            if (end == from + 1) {
                return lines + 1;
            }
            from = end + 1;
        }
        return 0;
    }

    /** The name of a line's field, if it is one of those. */
    private static @Nullable HttpHeader longName(byte[] bytes, int from, int end) {
        int colon = from;
        int last = Math.min(from + LONGEST_NAME, end - 1);
        while (colon < last && bytes[colon] != ':') {
            colon++;
        }
        HttpHeader header =
                bytes[colon] == ':' ? HttpHeader.CACHE.get(ByteBuffer.wrap(bytes), from, colon - from) : null;
        return header != null && LONG.contains(header) ? header : null;
    }

    /**
     * Whether a line is a name, a colon, a space and printable ASCII that neither begins nor ends with a space, and the
     * next line does not go on with it (RFC 9112 section 5.2).
     */
    private static boolean isPlain(byte[] bytes, int from, int next, HttpHeader name) {
        int begin = valueBegin(from, name);
        int end = next - LINE_END;
        if (begin >= end || bytes[begin - 1] != ' ' || bytes[begin] == ' ' || bytes[end - 1] == ' ') {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (bytes[i] < ' ' || bytes[i] == DELETE) {
                return false;
            }
        }
        return bytes[next] != ' ' && bytes[next] != '\t';
    }

    private static String value(byte[] bytes, int from, int next, HttpHeader name) {
        int begin = valueBegin(from, name);
        return new String(bytes, begin, next - LINE_END - begin, StandardCharsets.ISO_8859_1);
    }

    private static int valueBegin(int from, HttpHeader name) {
        return from + name.asString().length() + NAME_END;
    }

    /** Moves the lines that were not taken together, to the end of the head; returns where they begin. */
    private int closeUp(byte[] bytes, int begin, int lines, long taken) {
        int at = ends[lines - 1];
        for (int line = lines - 1; line >= 0; line--) {
            if ((taken & 1L << line) == 0) {
                int from = line == 0 ? begin : ends[line - 1];
                int length = ends[line] - from;
                at -= length;
                System.arraycopy(bytes, from, bytes, at, length);
            }
        }
        return at;
    }
}
