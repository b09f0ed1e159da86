package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an identity provider would be elsewhere: makes tokens (RFC 7519) with a secret that lasts as long as the demo. */
final class DemoTokens {
    static final Duration LIFETIME = Duration.ofHours(12);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String secret;
    private final Instant end;

    private DemoTokens(String secret, Instant end) {
        this.secret = secret;
        this.end = end;
    }

    /** Picks a secret; all tokens end together. */
    static DemoTokens start() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new DemoTokens(HexFormat.of().formatHex(random), Instant.now().plus(LIFETIME));
    }

    /** What the engine checks them with. */
    JwtConfig.Builder asJwt() {
        return JwtConfig.builder(JwtAlgorithm.HS256).key(JwtKey.secret(secret));
    }

    /** A token that says who its bearer is and which roles they have; names and roles are plain words. */
    String of(String name, String... roles) {
        String quoted = List.of(roles).stream().map(role -> '"' + role + '"').collect(Collectors.joining(","));
        String claims = "{\"sub\":\"%s\",\"roles\":[%s],\"exp\":%d}".formatted(name, quoted, end.getEpochSecond());
        String signed = encode("{\"alg\":\"HS256\"}") + "." + encode(claims);
        return signed + "." + BASE64.encodeToString(hmac(signed));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
