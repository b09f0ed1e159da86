package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.Secret;
import java.nio.charset.StandardCharsets;

/**
 * What stays the same for all signatures of one day, region and access key: the derived key and the texts that name it.
 * Safe from any thread.
 *
 * <p>Source: AWS "Signature Version 4", "Derive a signing key".
 */
public final class SigningKey {
    private final String day;
    private final String scope;
    private final String authorizationStart;
    private final HmacSha256 hmac;

    private SigningKey(String day, String scope, String authorizationStart, HmacSha256 hmac) {
        this.day = day;
        this.scope = scope;
        this.authorizationStart = authorizationStart;
        this.hmac = hmac;
    }

    /** Derives the key of that day, for example {@code 20260131}. */
    public static SigningKey derive(String accessKey, Secret secretKey, String region, String day) {
        byte[] key = bytes("AWS4" + secretKey.reveal());
        for (String part : new String[] {day, region, "s3", "aws4_request"}) {
            key = new HmacSha256(key).sign(bytes(part));
        }
        String scope = day + "/" + region + "/s3/aws4_request";
        String start = "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=";
        return new SigningKey(day, scope, start, new HmacSha256(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The day it is good for. */
    public String day() {
        return day;
    }

    /** The credential scope: day, region, service. */
    public String scope() {
        return scope;
    }

    /** The {@code Authorization} value up to the list of signed headers. */
    String authorizationStart() {
        return authorizationStart;
    }

    /** Signs the string to sign. */
    public byte[] sign(String stringToSign) {
        return hmac.sign(bytes(stringToSign));
    }
}
