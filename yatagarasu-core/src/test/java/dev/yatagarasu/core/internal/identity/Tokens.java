package dev.yatagarasu.core.internal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/** Makes tokens with another library than the one that checks them. */
public final class Tokens {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long SECONDS = NOW.getEpochSecond();
    public static final String SECRET = "0123456789abcdef".repeat(4);
    static final KeyPair RSA = rsa();
    static final KeyPair OTHER_RSA = rsa();
    static final KeyPair P256 = pair("EC", new ECGenParameterSpec("secp256r1"));
    static final KeyPair P384 = pair("EC", new ECGenParameterSpec("secp384r1"));
    static final KeyPair P521 = pair("EC", new ECGenParameterSpec("secp521r1"));
    static final KeyPair ED25519 = pair("EdDSA", NamedParameterSpec.ED25519);
    static final KeyPair ED448 = pair("EdDSA", NamedParameterSpec.ED448);

    private Tokens() {}

    static KeyPair rsa() {
        return pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    }

    static KeyPair pair(String kind, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Key key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static KeyPair pairFor(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> P256;
            case "ES384" -> P384;
            case "ES512" -> P521;
            case "EdDSA" -> ED25519;
            default -> RSA;
        };
    }

    /** Claims of Ann, good for an hour; {@code more} is other members, each with a comma before it. */
    static String claims(String more) {
        return "{\"sub\":\"ann\",\"exp\":" + (SECONDS + 3600) + more + "}";
    }

    public static String hs256(String claims) {
        return sign("HS256", "{\"alg\":\"HS256\"}", claims);
    }

    static String rs256(KeyPair pair, String keyId) {
        return sign("RS256", "{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}", claims(""), pair);
    }

    static String sign(String algorithm, String claims) {
        return sign(algorithm, "{\"alg\":\"" + algorithm + "\"}", claims);
    }

    /** A token with exactly this header and payload, rightly signed with {@code algorithm}, whatever the header says. */
    static String sign(String algorithm, String header, String payload) {
        return sign(algorithm, header, payload, pairFor(algorithm));
    }

    static String sign(String algorithm, String header, String payload, KeyPair pair) {
        return sign(algorithm, header, payload.getBytes(StandardCharsets.UTF_8), pair);
    }

    static String sign(String algorithm, String header, byte[] payload, KeyPair pair) {
        String signed = base64(header) + "." + Base64URL.encode(payload);
        return signed + "." + signature(algorithm, signed.getBytes(StandardCharsets.US_ASCII), pair);
    }

    static String base64(String text) {
        return Base64URL.encode(text).toString();
    }

    static Base64URL signature(String algorithm, byte[] signed, KeyPair pair) {
        try {
            if (algorithm.equals("EdDSA")) {
                // The other library's signer for these needs a third one.
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(pair.getPrivate());
                signature.update(signed);
                return Base64URL.encode(signature.sign());
            }
            return signer(algorithm, pair).sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), signed);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer(String algorithm, KeyPair pair) throws JOSEException {
        return switch (algorithm.substring(0, 2)) {
            case "HS" -> new MACSigner(SECRET);
            case "ES" -> new ECDSASigner((ECPrivateKey) pair.getPrivate());
            default -> new RSASSASigner(pair.getPrivate());
        };
    }

    static IdentityRequest bearer(String token) {
        return request(Headers.of("authorization", "Bearer " + token), "");
    }

    static IdentityRequest request(Headers headers, String query) {
        return new IdentityRequest("files", headers, query, "192.0.2.1");
    }
}
