package dev.yatagarasu.core.internal.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The little that is needed of the XML in an S3 error response. Reads a few KiB at most and parses nothing: the first
 * {@code <Name>text</Name>} counts, and only if the text is short and plain.
 */
final class S3ErrorBody {
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_TEXT = 128;
    private static final S3ErrorBody NONE = new S3ErrorBody("");

    private final String xml;

    private S3ErrorBody(String xml) {
        this.xml = xml;
    }

    /** Reads the body, to its end where it is short enough, and ends the exchange. */
    static S3ErrorBody read(S3Exchange exchange) throws IOException {
        boolean atEnd = false;
        try {
            if (!exchange.hasContent()) {
                atEnd = true;
                return NONE;
            }
            InputStream in = exchange.content();
            byte[] start = in.readNBytes(MAX_BYTES);
            atEnd = start.length < MAX_BYTES;
            return new S3ErrorBody(new String(start, StandardCharsets.UTF_8));
        } finally {
            if (atEnd) {
                exchange.complete();
            } else {
                exchange.abort();
            }
        }
    }

    /** The error's code, for example {@code NoSuchKey}; empty when there is none. */
    String code() {
        return element("Code").orElse("");
    }

    /** The text of the first element of that name. */
    Optional<String> element(String name) {
        int start = xml.indexOf("<" + name + ">");
        if (start < 0) {
            return Optional.empty();
        }
        start += name.length() + 2;
        int end = xml.indexOf("</" + name + ">", start);
        if (end < 0 || end - start > MAX_TEXT) {
            return Optional.empty();
        }
        String text = xml.substring(start, end);
        return text.chars().allMatch(c -> c > ' ' && c < 127 && c != '<' && c != '&')
                ? Optional.of(text)
                : Optional.empty();
    }
}
