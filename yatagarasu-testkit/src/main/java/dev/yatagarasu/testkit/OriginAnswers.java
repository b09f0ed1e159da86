package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The answers of an S3-like origin, as bytes; with a {@code Date} only where an object gives one. Safe from any thread. */
final class OriginAnswers {
    private final Map<String, Map<String, OriginObject>> buckets = new ConcurrentHashMap<>();
    private final SignatureCheck signatures;

    OriginAnswers(SignatureCheck signatures) {
        this.signatures = signatures;
    }

    Map<String, OriginObject> bucket(String name) {
        return buckets.computeIfAbsent(name, unused -> new ConcurrentHashMap<>());
    }

    byte[] answer(OriginRequest request) {
        Optional<String> refusal = signatures.refusal(request);
        if (refusal.isPresent()) {
            return error(request.method(), 403, refusal.get(), "");
        }
        OriginTarget target = OriginTarget.of(request, buckets.keySet());
        Map<String, OriginObject> bucket = buckets.get(target.bucket());
        if (bucket == null) {
            return error(request.method(), 404, "NoSuchBucket", "");
        }
        if (target.key().isEmpty() && !target.query().isEmpty()) {
            return xml(OriginListing.page(bucket, OriginListing.parameters(target.query())));
        }
        OriginObject object = bucket.get(target.key());
        if (object == null) {
            return error(request.method(), 404, "NoSuchKey", "<Key>" + target.bucket() + "</Key>");
        }
        return answer(request, object);
    }

    private static byte[] answer(OriginRequest request, OriginObject object) {
        return switch (conditions(request.headers(), object)) {
            case 304 -> response(304, "Not Modified", representation(object, false), new byte[0], false);
            case 412 -> error(request.method(), 412, "PreconditionFailed", "");
            default -> body(request, object);
        };
    }

    private static byte[] body(OriginRequest request, OriginObject object) {
        boolean get = request.method().equals("GET");
        String range = request.headers().firstOr("range", "");
        if (!get || range.isEmpty()) {
            String fields = representation(object, asksForChecksums(request)) + length(object.content());
            return response(200, "OK", fields, object.content(), get);
        }
        int size = object.content().length;
        Optional<ByteRange.Span> resolved = range(range).resolve(size);
        if (resolved.isEmpty()) {
            return error("GET", 416, "InvalidRange", "<ActualObjectSize>" + size + "</ActualObjectSize>");
        }
        ByteRange.Span span = resolved.get();
        byte[] part = Arrays.copyOfRange(object.content(), (int) span.first(), (int) span.last() + 1);
        String fields = "Content-Range: bytes " + span.first() + "-" + span.last() + "/" + size + "\r\n";
        return response(206, "Partial Content", representation(object, false) + length(part) + fields, part, true);
    }

    private static boolean asksForChecksums(OriginRequest request) {
        return request.headers().firstOr("x-amz-checksum-mode", "").equals("ENABLED");
    }

    private static ByteRange range(String header) {
        String spec = header.substring("bytes=".length());
        int dash = spec.indexOf('-');
        if (dash == 0) {
            return new ByteRange.Suffix(Long.parseLong(spec.substring(1)));
        }
        String last = spec.substring(dash + 1);
        long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        return new ByteRange.Span(Long.parseLong(spec.substring(0, dash)), end);
    }

    private static int conditions(Headers headers, OriginObject object) {
        if (headers.contains("if-match") && !names(headers.firstOr("if-match", ""), object)) {
            return 412;
        }
        if (headers.contains("if-unmodified-since")
                && object.lastModified().isAfter(date(headers, "if-unmodified-since"))) {
            return 412;
        }
        if (headers.contains("if-none-match")) {
            return names(headers.firstOr("if-none-match", ""), object) ? 304 : 200;
        }
        boolean unmodified = headers.contains("if-modified-since")
                && !object.lastModified().isAfter(date(headers, "if-modified-since"));
        return unmodified ? 304 : 200;
    }

    private static boolean names(String condition, OriginObject object) {
        return condition.equals("*") || condition.contains(object.etag());
    }

    private static Instant date(Headers headers, String name) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(headers.firstOr(name, "")));
    }

    private static String representation(OriginObject object, boolean checksums) {
        StringBuilder fields = new StringBuilder()
                .append("ETag: ")
                .append(object.etag())
                .append("\r\nLast-Modified: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        object.lastModified().atOffset(ZoneOffset.UTC)))
                .append("\r\nAccept-Ranges: bytes\r\n");
        object.headers().forEach((name, value) -> {
            if (checksums || !name.startsWith("x-amz-checksum-")) {
                fields.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return fields.toString();
    }

    private static String length(byte[] content) {
        return "Content-Length: " + content.length + "\r\n";
    }

    private static byte[] xml(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return response(200, "OK", "Content-Type: application/xml\r\n" + length(body), body, true);
    }

    static byte[] error(String method, int status, String code, String elements) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + code
                + "</Message>" + elements + "<RequestId>4442587FB7D0A2F9</RequestId></Error>";
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        String fields = "Content-Type: application/xml\r\n" + length(body);
        return response(status, code, fields, body, !method.equals("HEAD"));
    }

    private static byte[] response(int status, String reason, String fields, byte[] body, boolean withBody) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 512);
        String head = "HTTP/1.1 " + status + " " + reason + "\r\nx-amz-request-id: 4442587FB7D0A2F9\r\n"
                + "x-amz-id-2: none\r\nServer: VerifyingOrigin\r\n" + fields
                + "\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }
}
