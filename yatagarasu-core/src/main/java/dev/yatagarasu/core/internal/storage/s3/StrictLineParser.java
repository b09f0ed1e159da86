package dev.yatagarasu.core.internal.storage.s3;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Refuses header fields that RFC 9110 section 5 does not allow, where the client's own parser mends them: names that are
 * no tokens, control characters in values. Safe from any thread.
 */
final class StrictLineParser extends BasicLineParser {
    static final StrictLineParser STRICT = new StrictLineParser();

    private static final String DELIMITERS = "\"(),/:;<=>?@[\\]{}";
    /** Which characters names are made of. */
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '!'; c <= '~'; c++) {
            TOKEN[c] = DELIMITERS.indexOf(c) < 0;
        }
    }

    /** Takes the value out at once: the client's own would do so anew, character by character, when it is asked for. */
    @Override
    public Header parseHeader(CharArrayBuffer line) throws ParseException {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new ParseException("a header field has no name");
        }
        checkName(line, colon);
        checkValue(line, colon + 1);
        return new BasicHeader(line.substring(0, colon), line.substringTrimmed(colon + 1, line.length()));
    }

    private static void checkName(CharArrayBuffer line, int end) throws ParseException {
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                throw new ParseException("a header field's name is no token");
            }
        }
    }

    private static void checkValue(CharArrayBuffer line, int begin) throws ParseException {
        for (int i = begin; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new ParseException("a header field's value holds a control character");
            }
        }
    }
}
