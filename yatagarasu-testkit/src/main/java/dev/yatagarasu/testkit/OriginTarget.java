package dev.yatagarasu.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which object a request means: virtual-host style where the host begins with a known bucket, else path style.
 *
 * @param bucket the bucket
 * @param key the key, decoded once
 * @param query what stands behind a question mark, as it came
 */
record OriginTarget(String bucket, String key, String query) {

    static OriginTarget of(OriginRequest request, Set<String> buckets) {
        int mark = request.target().indexOf('?');
        String path =
                mark < 0 ? request.target().substring(1) : request.target().substring(1, mark);
        String query = mark < 0 ? "" : request.target().substring(mark + 1);
        String host = request.headers().firstOr("host", "");
        int dot = host.indexOf('.');
        if (dot > 0 && buckets.contains(host.substring(0, dot))) {
            return new OriginTarget(host.substring(0, dot), decode(path), query);
        }
        int slash = path.indexOf('/');
        return slash < 0
                ? new OriginTarget(decode(path), "", query)
                : new OriginTarget(decode(path.substring(0, slash)), decode(path.substring(slash + 1)), query);
    }

    static String decode(String text) {
        return new String(decodeToBytes(text), StandardCharsets.UTF_8);
    }

    /** Percent escapes resolved, {@code +} left alone. */
    static byte[] decodeToBytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
