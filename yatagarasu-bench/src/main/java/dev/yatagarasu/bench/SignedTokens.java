package dev.yatagarasu.bench;

import dev.yatagarasu.core.config.ClaimRule;
import dev.yatagarasu.core.config.ClaimRule.Operator;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.core.internal.identity.JwtAuthenticator;
import dev.yatagarasu.core.internal.identity.KeySets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys, tokens signed with them by the JDK, and authenticators that take these. */
final class SignedTokens {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final long NOW = 1_780_000_000L;

    private final KeyPair rsa = pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    private final KeyPair ec = pair("EC", new ECGenParameterSpec("secp256r1"));
    private final byte[] signed = signed("RS256", "ann");
    private final byte[] rsaSignature = signature("RS256", signed);
    private final byte[] ecSignature = signature("ES256", signed);

    private static KeyPair pair(String kind, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One without room for any token. */
    JwtAuthenticator forgetting() {
        return authenticator(0);
    }

    JwtAuthenticator remembering() {
        return authenticator(32L * 1024 * 1024);
    }

    private JwtAuthenticator authenticator(long tokenBytes) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
        JwtConfig config = JwtConfig.builder(JwtAlgorithm.HS256, JwtAlgorithm.RS256, JwtAlgorithm.ES256)
                .key(JwtKey.secret(SECRET))
                .key(JwtKey.publicKey(pem(rsa)))
                .key(JwtKey.publicKey(pem(ec)))
                .issuer("https://login.example.com/")
                .audience("files")
                .tokenSource(new TokenSource.Bearer())
                .tokenSource(new TokenSource.Header("x-token", "Token"))
                .tokenSource(new TokenSource.Query("token"))
                .claim(ClaimRule.of("realm_access.roles", Operator.CONTAINS, "reader"))
                .claim(ClaimRule.of("email", Operator.MATCHES, ".*@example[.]com"))
                .claim(ClaimRule.of("level", Operator.GTE, "3"))
                .claim(ClaimRule.of("department", Operator.IN, "sales", "support"))
                .claim(ClaimRule.of("verified", Operator.EQUALS, "true"))
                .build();
        return JwtAuthenticator.of(config, new KeySets(clock, Runnable::run), clock, tokenBytes);
    }

    private static String pem(KeyPair pair) {
        String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
    }

    String token(String algorithm, String subject) {
        byte[] text = signed(algorithm, subject);
        return new String(text, StandardCharsets.US_ASCII) + "." + base64(signature(algorithm, text));
    }

    private static byte[] signed(String algorithm, String subject) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
        String claims = """
                {"iss":"https://login.example.com/","sub":"%s","aud":["files","account"],"iat":%d,"nbf":%d,"exp":%d,\
                "email":"ann@example.com","level":4,"department":"sales","verified":true,\
                "realm_access":{"roles":["writer","reader","offline_access"]}}""".formatted(subject, NOW - 60, NOW - 60, NOW + 3600);
        return (base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] signature(String algorithm, byte[] text) {
        try {
            return switch (algorithm) {
                case "RS256" -> sign(Signature.getInstance("SHA256withRSA"), rsa, text);
                case "ES256" -> sign(Signature.getInstance("SHA256withECDSAinP1363Format"), ec, text);
                default -> mac(text);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(Signature signature, KeyPair pair, byte[] text) throws GeneralSecurityException {
        signature.initSign(pair.getPrivate());
        signature.update(text);
        return signature.sign();
    }

    private static byte[] mac(byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HMAC"));
        return mac.doFinal(text);
    }

    /** The MAC of what is signed. */
    byte[] mac() throws GeneralSecurityException {
        return mac(signed);
    }

    /** Whether the signature is good: what the JDK does at least. */
    boolean verify(Signature signature, String algorithm) throws GeneralSecurityException {
        boolean isRsa = algorithm.equals("RS256");
        signature.initVerify((isRsa ? rsa : ec).getPublic());
        signature.update(signed);
        return signature.verify(isRsa ? rsaSignature : ecSignature);
    }
}
