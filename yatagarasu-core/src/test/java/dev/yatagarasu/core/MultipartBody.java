package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a {@code multipart/byteranges} body apart, strictly (RFC 2046 section 5.1.1, RFC 9110 section 14.6). */
final class MultipartBody {
    private static final Pattern TYPE =
            Pattern.compile("multipart/byteranges; boundary=([0-9A-Za-z'()+_,./:=?-]{1,70})");
    private static final Pattern PART =
            Pattern.compile("(?:Content-Type: ([^\r\n]+)\r\n)?Content-Range: ([^\r\n]+)\r\n\r\n(.*)", Pattern.DOTALL);

    private MultipartBody() {}

    /** One part. */
    record Part(String contentType, String contentRange, String bytes) {}

    static List<Part> parse(Reply reply) {
        Matcher type = TYPE.matcher(reply.header("content-type"));
        assertThat(type.matches()).as(reply.header("content-type")).isTrue();
        assertThat(reply.header("content-length"))
                .isEqualTo(Integer.toString(reply.text().length()));
        String delimiter = "\r\n--" + type.group(1);
        String text = reply.text();
        assertThat(text).startsWith(delimiter + "\r\n").endsWith(delimiter + "--\r\n");
        List<Part> parts = new ArrayList<>();
        int from = delimiter.length() + 2;
        for (int end = text.indexOf(delimiter, from); end >= 0; end = text.indexOf(delimiter, from)) {
            Matcher part = PART.matcher(text.substring(from, end));
            assertThat(part.matches()).as(text.substring(from, end)).isTrue();
            String contentType = part.group(1);
            parts.add(new Part(contentType == null ? "" : contentType, part.group(2), part.group(3)));
            from = end + delimiter.length() + 2;
        }
        return parts;
    }
}
