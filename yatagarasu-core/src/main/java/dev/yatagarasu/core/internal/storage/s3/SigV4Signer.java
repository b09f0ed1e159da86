package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.S3Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;

/**
 * Signs requests without a body for S3: AWS "Signature Version 4" with the path encoded once and not normalised. Safe
 * from any thread; never blocks.
 */
public final class SigV4Signer {
    /*
     * Hot path: once for each request to storage.
     * - The key of the day and the text of the second are remembered in one immutable object each; threads that race at
     *   midnight derive the same key twice, and the last one stays. A clock that goes back only costs a derivation.
     * - Only clones of digests are updated; nothing is locked, formatted or looked up by name.
     * - Exactly the headers that are passed in are signed: the caller has the allow-list.
     */
    private static final HexFormat HEX = HexFormat.of();

    private final S3Credentials.Static credentials;
    private final String region;
    private final Clock clock;
    private volatile AmzDate date;
    private volatile SigningKey key;

    /** Signs with these credentials for that region, at the time of that clock. */
    public SigV4Signer(S3Credentials.Static credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
        this.date = AmzDate.of(Math.floorDiv(clock.millis(), 1000L));
        this.key = derive(date.day());
    }

    /**
     * The headers with {@code x-amz-content-sha256}, {@code x-amz-date}, {@code x-amz-security-token} where there is one,
     * and {@code authorization} added.
     *
     * @param method for example {@code GET}
     * @param target path and query as they go out; see {@link CanonicalRequest#of}
     * @param headers the headers to sign, {@code host} among them, none of those added here
     */
    public Headers sign(String method, String target, Headers headers) {
        AmzDate now = date();
        Headers.Builder fields = headers.toBuilder();
        fields.addLowerCase("x-amz-content-sha256", CanonicalRequest.EMPTY_PAYLOAD);
        fields.addLowerCase("x-amz-date", now.timestamp());
        if (credentials.sessionToken().isPresent()) {
            Secret token = credentials.sessionToken().get();
            fields.addLowerCase("x-amz-security-token", token.reveal());
        }
        CanonicalRequest request = CanonicalRequest.of(method, target, fields.build());
        return fields.addLowerCase("authorization", authorization(request, now)).build();
    }

    /** The value of the {@code Authorization} header for that request at that time. */
    public String authorization(CanonicalRequest request, AmzDate now) {
        SigningKey today = key(now.day());
        byte[] signature = today.sign(stringToSign(request.text(), now, today));
        return today.authorizationStart() + request.signedHeaders() + ", Signature=" + HEX.formatHex(signature);
    }

    /** What is signed: the time, the scope and the hash of the canonical request. */
    public static String stringToSign(String canonicalRequest, AmzDate now, SigningKey key) {
        byte[] hash = Sha256.digest(canonicalRequest.getBytes(StandardCharsets.UTF_8));
        return "AWS4-HMAC-SHA256\n" + now.timestamp() + "\n" + key.scope() + "\n" + HEX.formatHex(hash);
    }

    /** The present second. */
    public AmzDate date() {
        long second = Math.floorDiv(clock.millis(), 1000L);
        AmzDate last = date;
        if (last.epochSecond() == second) {
            return last;
        }
        AmzDate now = AmzDate.of(second);
        date = now;
        return now;
    }

    /** The key of that day. */
    public SigningKey key(String day) {
        SigningKey last = key;
        if (last.day().equals(day)) {
            return last;
        }
        SigningKey derived = derive(day);
        key = derived;
        return derived;
    }

    private SigningKey derive(String day) {
        return SigningKey.derive(credentials.accessKey(), credentials.secretKey(), region, day);
    }
}
