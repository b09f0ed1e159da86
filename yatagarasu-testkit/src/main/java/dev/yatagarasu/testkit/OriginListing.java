package dev.yatagarasu.testkit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers {@code ListObjectsV2}: keys in order, escaped where that is asked for, a page at a time. */
final class OriginListing {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/*";
    private static final int MOST = 1000;

    private OriginListing() {}

    /** The parameters of a query, decoded, by name. */
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(
                    OriginTarget.decode(parameter.substring(0, equals)),
                    OriginTarget.decode(parameter.substring(equals + 1)));
        }
        return parameters;
    }

    /** The body of the answer. */
    static String page(Map<String, OriginObject> bucket, Map<String, String> asked) {
        String after = key(asked.getOrDefault("continuation-token", ""));
        int limit = Math.min(MOST, Integer.parseInt(asked.getOrDefault("max-keys", "1000")));
        List<Map.Entry<String, OriginObject>> left = new TreeMap<>(bucket)
                .tailMap(after, false).entrySet().stream()
                        .filter(object -> object.getKey().startsWith(asked.getOrDefault("prefix", "")))
                        .toList();
        List<Map.Entry<String, OriginObject>> page = left.subList(0, Math.min(limit, left.size()));
        boolean url = asked.getOrDefault("encoding-type", "").equals("url");
        String contents = page.stream().map(object -> contents(object, url)).collect(Collectors.joining());
        boolean more = left.size() > page.size();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + (url ? "<EncodingType>url</EncodingType>" : "") + "<IsTruncated>" + more + "</IsTruncated>" + contents
                + (more ? "<NextContinuationToken>" + token(page.getLast().getKey()) + "</NextContinuationToken>" : "")
                + "</ListBucketResult>";
    }

    private static String contents(Map.Entry<String, OriginObject> object, boolean url) {
        String key = object.getKey();
        return "<Contents><Key>" + (url ? escaped(key) : xml(key)) + "</Key><Size>"
                + object.getValue().content().length + "</Size></Contents>";
    }

    /** Opaque, and with characters that must be escaped in a query. */
    private static String token(String key) {
        return "+/=" + HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        return token.isEmpty() ? "" : new String(HexFormat.of().parseHex(token.substring(3)), StandardCharsets.UTF_8);
    }

    private static String xml(String key) {
        return key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** As S3 does it: a space becomes a plus sign. */
    private static String escaped(String key) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                escaped.append((char) b);
            } else if (b == ' ') {
                escaped.append('+');
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }
}
