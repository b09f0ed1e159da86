package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 as a server does: straight from the specification ("Authenticating Requests: Using
 * the Authorization Header"), sharing no code with what it checks.
 */
final class SignatureCheck {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, "
                    + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private final OriginSettings settings;
    private final Clock clock;

    SignatureCheck(OriginSettings settings) {
        this.settings = settings;
        this.clock = settings.clock();
    }

    /** The code of S3's error when the request must be refused. */
    Optional<String> refusal(OriginRequest request) {
        Headers headers = request.headers();
        List<String> authorizations = headers.all("authorization");
        if (authorizations.isEmpty()) {
            return settings.anonymous() ? Optional.empty() : Optional.of("AccessDenied");
        }
        Matcher authorization = AUTHORIZATION.matcher(authorizations.get(0));
        if (authorizations.size() != 1 || !authorization.matches()) {
            return Optional.of("AuthorizationHeaderMalformed");
        }
        if (!authorization.group(1).equals(VerifyingOrigin.ACCESS_KEY)) {
            return Optional.of("InvalidAccessKeyId");
        }
        if (!authorization.group(3).equals(settings.region())) {
            return Optional.of("AuthorizationHeaderMalformed");
        }
        if (!headers.first("x-amz-security-token").equals(settings.sessionToken())) {
            return Optional.of("InvalidToken");
        }
        return refusal(request, authorization);
    }

    private Optional<String> refusal(OriginRequest request, Matcher authorization) {
        List<String> signed = Arrays.asList(authorization.group(4).split(";"));
        String date = request.headers().firstOr("x-amz-date", "");
        if (!mustBeSigned(request.headers(), signed) || !date.startsWith(authorization.group(2))) {
            return Optional.of("AccessDenied");
        }
        Instant at = Instant.from(AMZ_DATE.parse(date));
        if (Duration.between(at, clock.instant()).abs().compareTo(MAX_SKEW) > 0) {
            return Optional.of("RequestTimeTooSkewed");
        }
        String expected = signature(request, authorization, signed, date);
        return expected.equals(authorization.group(5)) ? Optional.empty() : Optional.of("SignatureDoesNotMatch");
    }

    private static boolean mustBeSigned(Headers headers, List<String> signed) {
        boolean[] all = {signed.contains("host")};
        headers.forEach((name, value) -> all[0] &= !name.startsWith("x-amz-") || signed.contains(name));
        return all[0];
    }

    private static String signature(OriginRequest request, Matcher authorization, List<String> signed, String date) {
        StringBuilder canonical = new StringBuilder(request.method())
                .append('\n')
                .append(canonicalTarget(request.target()))
                .append('\n');
        for (String name : signed) {
            String value = String.join(",", request.headers().all(name)).strip().replaceAll(" +", " ");
            canonical.append(name).append(':').append(value).append('\n');
        }
        canonical
                .append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(request.headers().firstOr("x-amz-content-sha256", ""));
        String scope = authorization.group(2) + "/" + authorization.group(3) + "/s3/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical.toString());
        byte[] key = ("AWS4" + VerifyingOrigin.SECRET_KEY).getBytes(StandardCharsets.UTF_8);
        for (String part : Arrays.asList(scope.split("/", -1))) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    /** Path and query, a line each. */
    private static String canonicalTarget(String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        SortedMap<String, String> query = new TreeMap<>();
        if (mark >= 0) {
            OriginListing.parameters(target.substring(mark + 1))
                    .forEach((name, value) -> query.put(encoded(name, false), encoded(value, false)));
        }
        return encoded(OriginTarget.decodeToBytes(path), true) + "\n"
                + query.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text, boolean slashes) {
        return encoded(text.getBytes(StandardCharsets.UTF_8), slashes);
    }

    private static String encoded(byte[] bytes, boolean slashes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            if (UNRESERVED.indexOf(b) >= 0 && (slashes || b != '/')) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
