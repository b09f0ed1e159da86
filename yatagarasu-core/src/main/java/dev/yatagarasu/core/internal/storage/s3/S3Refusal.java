package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.core.internal.storage.StatusException;
import java.time.Duration;
import org.apache.hc.core5.http.Header;

/**
 * An error response of S3, with its code and with what to do about it.
 */
final class S3Refusal extends StatusException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private S3Refusal(String message, int status, String code, Duration retryAfter) {
        super(kind(status), message, status, new Spare(isThrottling(code) || retryAfter.isPositive(), retryAfter));
        this.code = code;
    }

    static S3Refusal of(S3Exchange exchange, S3ErrorBody body, String bucket) {
        int status = exchange.status();
        String code = body.code();
        String message = "storage answered " + status + (code.isEmpty() ? "" : " " + code) + " for bucket '" + bucket
                + "'; " + advice(status, code, region(exchange, body));
        return new S3Refusal(message, status, code, retryAfter(exchange));
    }

    private static Duration retryAfter(S3Exchange exchange) {
        Header header = exchange.response().getFirstHeader("retry-after");
        String text = header == null || header.getValue() == null ? "" : header.getValue();
        return Duration.ofSeconds(S3ResponseHeaders.digits(text).orElse(0));
    }

    private static String region(S3Exchange exchange, S3ErrorBody body) {
        var header = exchange.response().getFirstHeader("x-amz-bucket-region");
        return S3Failures.printable(
                header == null || header.getValue() == null
                        ? body.element("Region").orElse("")
                        : header.getValue());
    }

    /** Whether our keys are good and merely do not open this. */
    boolean isAccessDenied() {
        return status() == 403 && (code.isEmpty() || code.equals("AccessDenied"));
    }

    private static boolean isThrottling(String code) {
        return code.equals("SlowDown") || code.equals("RequestLimitExceeded") || code.startsWith("Throttl");
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 429, 503 -> Kind.UNAVAILABLE;
            default -> status >= 300 && status < 500 ? Kind.REFUSED : Kind.BROKEN;
        };
    }

    private static String advice(int status, String code, String region) {
        if (!region.isEmpty() && status < 500) {
            return "the bucket is in region '" + region + "': set region to it";
        }
        return switch (code) {
            case "SignatureDoesNotMatch" -> "check secret_key";
            case "InvalidAccessKeyId" -> "check access_key";
            case "ExpiredToken", "InvalidToken" -> "renew access_key, secret_key and session_token";
            case "RequestTimeTooSkewed" -> "set this machine's clock";
            case "NoSuchBucket" -> "create it, or correct s3.bucket";
            case "AuthorizationHeaderMalformed" -> "check region and access_key";
            case "InvalidObjectState" -> "the object is archived: restore it first";
            default -> advice(status);
        };
    }

    private static String advice(int status) {
        return switch (status) {
            case 400 -> "check region, endpoint and path_style";
            case 401, 403 ->
                "allow these keys s3:GetObject, and s3:ListBucket so that a missing object is 404 and not 403";
            case 429, 503 -> "it is overloaded or starting";
            default ->
                status < 400 ? "redirects are not followed: check region and endpoint" : "see the storage's own logs";
        };
    }
}
