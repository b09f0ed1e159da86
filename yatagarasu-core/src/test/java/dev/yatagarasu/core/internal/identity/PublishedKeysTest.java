package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.RocaSamples;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of a published set are used, and for what. */
class PublishedKeysTest {
    private static final String GOOD = KeySetJson.key(Tokens.P256, "good");

    private static PublishedKeys.Found read(String json) throws IOException {
        return PublishedKeys.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JwtAlgorithm> algorithms(String key) throws IOException {
        VerificationKey first = read(KeySetJson.of(key)).keys().getFirst();
        return Arrays.stream(JwtAlgorithm.values()).filter(first::accepts).toList();
    }

    private static void assertLeftOut(String key) throws IOException {
        PublishedKeys.Found found = read(KeySetJson.of(key, GOOD));
        assertThat(found.leftOut()).isEqualTo(1);
        assertThat(found.keys()).extracting(VerificationKey::id).containsExactly(Optional.of("good"));
    }

    @Test
    void read_eachKind_isForItsAlgorithms() throws IOException {
        assertThat(algorithms(KeySetJson.with(Tokens.RSA, "")))
                .containsExactly(
                        JwtAlgorithm.RS256,
                        JwtAlgorithm.RS384,
                        JwtAlgorithm.RS512,
                        JwtAlgorithm.PS256,
                        JwtAlgorithm.PS384,
                        JwtAlgorithm.PS512);
        assertThat(algorithms(KeySetJson.with(Tokens.P256, ""))).containsExactly(JwtAlgorithm.ES256);
        assertThat(algorithms(KeySetJson.with(Tokens.P384, ""))).containsExactly(JwtAlgorithm.ES384);
        assertThat(algorithms(KeySetJson.with(Tokens.P521, ""))).containsExactly(JwtAlgorithm.ES512);
        assertThat(algorithms(KeySetJson.with(Tokens.ED25519, ""))).containsExactly(JwtAlgorithm.EDDSA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"use\":\"sig\"",
                "\"key_ops\":[\"verify\"]",
                "\"use\":\"sig\",\"key_ops\":[\"sign\",\"verify\"]",
                "\"alg\":\"RS256\"",
                "\"x5c\":[\"no certificate\"],\"x5t\":7,\"x5u\":\"http://127.0.0.1:1/\"",
                "\"unknown\":{\"a\":[1]}"
            })
    void read_keyForSignatures_isUsed(String members) throws IOException {
        assertThat(algorithms(KeySetJson.with(Tokens.RSA, members))).contains(JwtAlgorithm.RS256);
    }

    @Test
    void read_keyForOneAlgorithm_isForNoOther() throws IOException {
        assertThat(algorithms(KeySetJson.with(Tokens.RSA, "\"alg\":\"PS384\""))).containsExactly(JwtAlgorithm.PS384);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"use\":\"enc\"",
                "\"use\":\"\"",
                "\"use\":7",
                "\"key_ops\":[\"encrypt\"]",
                "\"key_ops\":[]",
                "\"key_ops\":\"verify\"",
                "\"alg\":\"RSA-OAEP\"",
                "\"alg\":\"ES256\"",
                "\"alg\":\"HS256\"",
                "\"alg\":\"none\"",
                "\"alg\":7",
                "\"d\":\"AAAA\"",
                "\"d\":7",
                "\"k\":\"AAAA\"",
                "\"p\":\"AAAA\""
            })
    void read_keyForSomethingElse_isLeftOut(String members) throws IOException {
        assertLeftOut(KeySetJson.with(Tokens.RSA, members));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "\"text\"",
                "{\"kty\":\"oct\",\"k\":\"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\"}",
                "{\"kty\":\"oct\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\"}",
                "{\"kty\":\"RSA\",\"n\":7,\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}",
                "{\"kty\":\"PBES2\",\"p2c\":2147483647}",
                "{\"kty\":7}"
            })
    void read_noUsableKey_isLeftOut(String key) throws IOException {
        assertLeftOut(key);
    }

    /** Bits of the modulus and exponent of an RSA key. */
    @ParameterizedTest
    @CsvSource({"1024, 65537", "2047, 65537", "8193, 65537", "16384, 65537", "2048, 1", "2048, 65536", "2048, 0"})
    void read_absurdRsaKey_isLeftOut(int bits, long exponent) throws IOException {
        assertLeftOut(rsa(BigInteger.TWO.pow(bits).subtract(BigInteger.ONE), BigInteger.valueOf(exponent)));
    }

    @Test
    void read_endlessExponent_isLeftOut() throws IOException {
        BigInteger modulus = ((RSAPublicKey) Tokens.RSA.getPublic()).getModulus();
        assertLeftOut(rsa(modulus, BigInteger.TWO.pow(2000).add(BigInteger.ONE)));
        assertLeftOut(rsa(modulus, BigInteger.TWO.pow(64).add(BigInteger.ONE)));
        assertThat(algorithms(rsa(modulus, BigInteger.valueOf(3)))).contains(JwtAlgorithm.RS256);
    }

    @Test
    void read_keyThatAnybodyCanBreak_isLeftOutAndCounted() throws IOException {
        String broken = rsa(RocaSamples.modulus(1), BigInteger.valueOf(65537));
        assertLeftOut(broken);
        assertThat(read(KeySetJson.of(GOOD, broken)).broken()).isEqualTo(1);
        assertThat(read(KeySetJson.of(GOOD)).broken()).isZero();
        assertThatThrownBy(() -> read(KeySetJson.of(broken))).hasMessageContaining("no key that tokens can be checked");
    }

    private static String rsa(BigInteger modulus, BigInteger exponent) {
        return "{\"kty\":\"RSA\",\"n\":\"" + Base64URL.encode(modulus) + "\",\"e\":\"" + Base64URL.encode(exponent)
                + "\"}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "[]",
                "{}",
                "null",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[}",
                "{\"keys\":[]} {}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"
            })
    void read_noSet_isRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    static Stream<byte[]> otherEncodings() {
        String set = KeySetJson.of(GOOD);
        return Stream.of(
                ("\ufeff" + set).getBytes(StandardCharsets.UTF_8),
                set.getBytes(StandardCharsets.UTF_16),
                set.getBytes(StandardCharsets.UTF_16LE),
                set.getBytes(StandardCharsets.UTF_16BE));
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void read_otherEncodingOrByteOrderMark_isRefused(byte[] json) {
        assertThatThrownBy(() -> PublishedKeys.read(json)).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(20)
    void read_hugeOrDeepSets_areRefused() {
        assertThatThrownBy(() -> read(KeySetJson.of("[".repeat(200_000)))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(KeySetJson.of(String.join(
                        ",",
                        new ArrayList<>(
                                IntStream.range(0, 101).mapToObj(i -> GOOD).toList())))))
                .hasMessage("the key set has more than 100 keys");
    }
}
