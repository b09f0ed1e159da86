package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.testkit.ManualClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not be taken for a good token, wherever in a request it is. */
@Timeout(60)
class JwtAttackTest {
    private static final String HEADER = "{\"alg\":\"HS256\"}";
    private static final Map<String, String> ATTACKS = attacks();

    private final ManualClock clock = new ManualClock(Tokens.NOW);

    private static Map<String, String> attacks() {
        Map<String, String> attacks = new LinkedHashMap<>();
        String good = Tokens.hs256(Tokens.claims(""));
        String signed = good.substring(0, good.lastIndexOf('.'));
        String payload = signed.substring(signed.indexOf('.') + 1);
        attacks.put("alg none, no signature", Tokens.base64("{\"alg\":\"none\"}") + "." + payload + ".");
        attacks.put("alg none, signed", header("{\"alg\":\"none\"}"));
        attacks.put("alg None", header("{\"alg\":\"None\"}"));
        attacks.put("alg empty", header("{\"alg\":\"\"}"));
        attacks.put("alg in lower case", header("{\"alg\":\"hs256\"}"));
        attacks.put("alg missing", header("{}"));
        attacks.put("alg a list", header("{\"alg\":[\"HS256\"]}"));
        attacks.put("alg null", header("{\"alg\":null}"));
        attacks.put("alg downgraded", header("{\"alg\":\"HS1\"}"));
        attacks.put("alg twice", header("{\"alg\":\"HS256\",\"alg\":\"HS256\"}"));
        attacks.put("public key as HMAC secret", confused());
        attacks.put("crit", header("{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}"));
        attacks.put("crit empty", header("{\"alg\":\"HS256\",\"crit\":[]}"));
        attacks.put("crit null", header("{\"alg\":\"HS256\",\"crit\":null}"));
        attacks.put("jku null", header("{\"alg\":\"HS256\",\"jku\":null}"));
        attacks.put("b64 false", header("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}"));
        attacks.put("b64 false, not critical", header("{\"alg\":\"HS256\",\"b64\":false}"));
        attacks.put("zip", header("{\"alg\":\"HS256\",\"zip\":\"DEF\"}"));
        attacks.put("jwk", header("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}"));
        attacks.put("jku", header("{\"alg\":\"HS256\",\"jku\":\"http://127.0.0.1:1/keys\"}"));
        attacks.put("x5u", header("{\"alg\":\"HS256\",\"x5u\":\"http://127.0.0.1:1/cert\"}"));
        attacks.put("x5c", header("{\"alg\":\"HS256\",\"x5c\":[\"AAAA\"]}"));
        attacks.put("kid a number", header("{\"alg\":\"HS256\",\"kid\":7}"));
        attacks.put("kid endless", header("{\"alg\":\"HS256\",\"kid\":\"" + "k".repeat(5000) + "\"}"));
        attacks.put("kid a path", header("{\"alg\":\"RS256\",\"kid\":\"../../dev/null\"}"));
        attacks.put("header no object", header("[]"));
        attacks.put("header no JSON", header("alg=HS256"));
        attacks.put("header with more behind it", header(HEADER + "{}"));
        attacks.put("header deep", header("{\"alg\":\"HS256\",\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"));
        attacks.put("payload empty", claims(""));
        attacks.put("payload no object", claims("[\"ann\"]"));
        attacks.put("payload a text", claims("\"ann\""));
        attacks.put("payload with more behind it", claims(Tokens.claims("") + "{}"));
        attacks.put("payload with a comma too many", claims("{\"sub\":\"ann\",}"));
        attacks.put("payload deep", claims(Tokens.claims(",\"a\":" + "[".repeat(3000) + "]".repeat(3000))));
        attacks.put(
                "payload deep objects", claims(Tokens.claims(",\"a\":" + "{\"a\":".repeat(99) + "1" + "}".repeat(99))));
        attacks.put("claim twice", claims(Tokens.claims(",\"role\":\"guest\",\"role\":\"admin\"")));
        attacks.put("sub twice", claims(Tokens.claims(",\"sub\":\"root\"")));
        attacks.put("sub twice, escaped", claims(Tokens.claims(",\"s\\u0075b\":\"root\"")));
        attacks.put("sub twice, once null", claims(Tokens.claims(",\"sub\":null")));
        attacks.put("nested claim twice", claims(Tokens.claims(",\"a\":{\"b\":1,\"b\":2}")));
        attacks.put("number infinite", claims(Tokens.claims(",\"a\":1e999")));
        attacks.put("number endless", claims(Tokens.claims(",\"a\":" + "9".repeat(1000))));
        attacks.put("number NaN", claims(Tokens.claims(",\"a\":NaN")));
        attacks.put("payload not UTF-8", Tokens.sign("HS256", HEADER, latin(), Tokens.RSA));
        attacks.put(
                "payload UTF-16",
                Tokens.sign("HS256", HEADER, Tokens.claims("").getBytes(StandardCharsets.UTF_16LE), Tokens.RSA));
        attacks.put("sub missing", claims("{\"exp\":" + (Tokens.SECONDS + 60) + "}"));
        attacks.put("sub a number", claims("{\"sub\":7,\"exp\":" + (Tokens.SECONDS + 60) + "}"));
        attacks.put("sub a list", claims("{\"sub\":[\"ann\"],\"exp\":" + (Tokens.SECONDS + 60) + "}"));
        attacks.put("sub empty", claims("{\"sub\":\"\",\"exp\":" + (Tokens.SECONDS + 60) + "}"));
        attacks.put("sub blank", claims("{\"sub\":\" \",\"exp\":" + (Tokens.SECONDS + 60) + "}"));
        attacks.put("sub null", claims("{\"sub\":null,\"exp\":" + (Tokens.SECONDS + 60) + "}"));
        attacks.put("exp missing", claims("{\"sub\":\"ann\"}"));
        attacks.put("exp null", claims("{\"sub\":\"ann\",\"exp\":null}"));
        attacks.put("exp a text", claims("{\"sub\":\"ann\",\"exp\":\"" + (Tokens.SECONDS + 60) + "\"}"));
        attacks.put("exp true", claims("{\"sub\":\"ann\",\"exp\":true}"));
        attacks.put("exp in milliseconds", claims("{\"sub\":\"ann\",\"exp\":" + (Tokens.SECONDS * 1000) + "}"));
        attacks.put("exp endless", claims("{\"sub\":\"ann\",\"exp\":1e300}"));
        attacks.put("exp beyond long", claims("{\"sub\":\"ann\",\"exp\":99999999999999999999}"));
        attacks.put("exp past", claims("{\"sub\":\"ann\",\"exp\":" + (Tokens.SECONDS - 61) + "}"));
        attacks.put("exp negative", claims("{\"sub\":\"ann\",\"exp\":-1}"));
        attacks.put("nbf to come", claims(Tokens.claims(",\"nbf\":" + (Tokens.SECONDS + 61))));
        attacks.put("nbf a text", claims(Tokens.claims(",\"nbf\":\"0\"")));
        attacks.put("iat to come", claims(Tokens.claims(",\"iat\":" + (Tokens.SECONDS + 61))));
        attacks.put("iat a list", claims(Tokens.claims(",\"iat\":[0]")));
        attacks.put("signature of another secret", signed + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        attacks.put("signature missing", signed + ".");
        attacks.put("signature cut", good.substring(0, good.length() - 2));
        attacks.put("payload exchanged", good.replace(payload, Tokens.base64(Tokens.claims(",\"role\":\"admin\""))));
        attacks.put("two parts", signed);
        attacks.put("one part", "ann");
        attacks.put("four parts", good + ".AAAA");
        attacks.put("five parts", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA");
        attacks.put("only dots", "..");
        attacks.put("signature with other unused bits", withOtherUnusedBits(good));
        attacks.put("payload with other unused bits", payloadWithOtherUnusedBits());
        attacks.put("header with other unused bits", headerWithOtherUnusedBits());
        attacks.put("padding", good + "=");
        attacks.put("padding in the payload", resigned(signed + "="));
        attacks.put("line break in the payload", resigned(signed + "\n"));
        attacks.put("other alphabet", good.substring(0, good.length() - 1) + "+");
        attacks.put("space inside", signed + ". " + good.substring(signed.length() + 1));
        attacks.put("not ASCII", signed + ".é");
        attacks.put("huge", claims(Tokens.claims(",\"a\":\"" + "a".repeat(16_000) + "\"")));
        attacks.put("enormous", "A".repeat(1_000_000));
        return attacks;
    }

    private static String header(String header) {
        return Tokens.sign("HS256", header, Tokens.claims(""));
    }

    private static String claims(String payload) {
        return Tokens.sign("HS256", HEADER, payload);
    }

    /** Some other last character that stands for the same bytes. */
    private static String withOtherUnusedBits(String part) {
        return part.substring(0, part.length() - 1) + (char) (part.charAt(part.length() - 1) + 1);
    }

    private static String payloadWithOtherUnusedBits() {
        String claims = Tokens.claims("");
        String unfilled = claims.substring(0, claims.length() - 1) + " ".repeat(3 - (claims.length() + 2) % 3) + "}";
        assertThat(unfilled.length() % 3)
                .as("bytes at the end that do not fill their characters")
                .isNotZero();
        return resigned(Tokens.base64(HEADER) + "." + withOtherUnusedBits(Tokens.base64(unfilled)));
    }

    private static String headerWithOtherUnusedBits() {
        String header = "{\"alg\":\"HS256\" }";
        assertThat(header.length() % 3)
                .as("bytes at the end that do not fill their characters")
                .isNotZero();
        return resigned(withOtherUnusedBits(Tokens.base64(header)) + "." + Tokens.base64(Tokens.claims("")));
    }

    private static String resigned(String signed) {
        return signed + "." + Tokens.signature("HS256", signed.getBytes(StandardCharsets.US_ASCII), Tokens.RSA);
    }

    /** Signed with HMAC, the public key's text being the secret. */
    private static String confused() {
        String signed = Tokens.base64("{\"alg\":\"HS256\",\"kid\":\"rsa\"}") + "." + Tokens.base64(Tokens.claims(""));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Tokens.pem(Tokens.RSA.getPublic()).getBytes(StandardCharsets.UTF_8), "HMAC"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + Base64URL.encode(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] latin() {
        return Tokens.claims(",\"a\":\"é\"").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Stream<Arguments> attacksEverywhere() {
        return ATTACKS.entrySet().stream()
                .flatMap(attack -> JwtFixture.SOURCES.stream()
                        .map(source -> Arguments.of(Named.of(attack.getKey(), attack.getValue()), source)));
    }

    private JwtAuthenticator open(TokenSource source) {
        return JwtFixture.open(
                JwtConfig.builder(JwtAlgorithm.HS256, JwtAlgorithm.RS256)
                        .key(JwtKey.secret(Tokens.SECRET))
                        .key(JwtKey.publicKey(Tokens.pem(Tokens.RSA.getPublic()))
                                .withId("rsa"))
                        .tokenSource(source)
                        .build(),
                clock);
    }

    private static IdentityRequest carrying(TokenSource source, String token) {
        return switch (source) {
            case TokenSource.Bearer bearer -> Tokens.bearer(token);
            case TokenSource.Header header ->
                Tokens.request(Headers.of(header.name(), header.prefix() + " " + token), "");
            case TokenSource.Query query ->
                Tokens.request(
                        Headers.empty(),
                        "a=b&" + query.name() + "=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
            case TokenSource.Cookie cookie ->
                Tokens.request(Headers.of("cookie", "a=b; " + cookie.name() + "=" + token), "");
        };
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("attacksEverywhere")
    void authenticate_badToken_isRejectedWithoutQuotingIt(String token, TokenSource source) {
        assertThat(JwtFixture.rejected(open(source), carrying(source, token)))
                .isNotBlank()
                .doesNotContain("ann", "root", "admin", "eyJ", "dev/null");
    }

    private static List<TokenSource> sources() {
        return JwtFixture.SOURCES;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void authenticate_goodToken_isTaken(TokenSource source) {
        IdentityRequest request = carrying(source, Tokens.hs256(Tokens.claims("")));
        assertThat(JwtFixture.authenticated(open(source), request).principal().id())
                .isEqualTo("ann");
    }

    @Test
    void authenticate_skewOfAMinute_isGranted() {
        JwtAuthenticator authenticator = open(new TokenSource.Bearer());
        String token = claims("{\"sub\":\"ann\",\"exp\":" + (Tokens.SECONDS - 59) + ",\"nbf\":" + (Tokens.SECONDS + 59)
                + ",\"iat\":" + (Tokens.SECONDS + 60) + ".5}");
        JwtFixture.rejected(authenticator, Tokens.bearer(token));
        clock.advance(Duration.ofMillis(500));
        assertThat(JwtFixture.authenticated(authenticator, Tokens.bearer(token)).validUntil())
                .isEqualTo(Tokens.NOW.plusSeconds(1));
    }
}
