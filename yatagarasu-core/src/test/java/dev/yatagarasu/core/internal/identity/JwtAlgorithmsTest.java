package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import java.security.KeyPair;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each algorithm takes what another library has signed with it, and nothing else. */
class JwtAlgorithmsTest {
    private static JwtKey key(JwtAlgorithm algorithm, KeyPair pair) {
        return algorithm.isSymmetric() ? JwtKey.secret(Tokens.SECRET) : JwtKey.publicKey(Tokens.pem(pair.getPublic()));
    }

    private static JwtAuthenticator only(JwtAlgorithm algorithm) {
        return JwtFixture.open(JwtConfig.builder(algorithm).key(key(algorithm, Tokens.pairFor(algorithm.text()))));
    }

    @ParameterizedTest
    @EnumSource
    void authenticate_signedWithTheAlgorithm_isTaken(JwtAlgorithm algorithm) {
        String token = Tokens.sign(algorithm.text(), Tokens.claims(""));
        assertThat(JwtFixture.authenticated(only(algorithm), Tokens.bearer(token))
                        .principal()
                        .id())
                .isEqualTo("ann");
    }

    @ParameterizedTest
    @EnumSource
    void authenticate_signedWithAnotherAlgorithm_isRejected(JwtAlgorithm algorithm) {
        JwtAuthenticator authenticator = only(algorithm);
        Arrays.stream(JwtAlgorithm.values())
                .filter(other -> other != algorithm)
                .forEach(other -> assertThat(JwtFixture.rejected(
                                authenticator, Tokens.bearer(Tokens.sign(other.text(), Tokens.claims("")))))
                        .as(other.text())
                        .isEqualTo("the token's alg is not one of those that are accepted here"));
    }

    /** The signature is of one algorithm, the header claims another one. */
    @ParameterizedTest
    @EnumSource
    void authenticate_headerNamesTheAlgorithmWrongly_isRejected(JwtAlgorithm algorithm) {
        JwtAuthenticator authenticator = only(algorithm);
        String header = "{\"alg\":\"" + algorithm.text() + "\"}";
        for (JwtAlgorithm other : JwtAlgorithm.values()) {
            if (other != algorithm) {
                String token = Tokens.sign(other.text(), header, Tokens.claims(""));
                assertThat(JwtFixture.rejected(authenticator, Tokens.bearer(token)))
                        .as(other.text())
                        .isEqualTo("the token's signature is wrong");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void authenticate_anySignatureChanged_isRejected(JwtAlgorithm algorithm) {
        JwtAuthenticator authenticator = only(algorithm);
        String token = Tokens.sign(algorithm.text(), Tokens.claims(""));
        String signed = token.substring(0, token.lastIndexOf('.') + 1);
        String signature = token.substring(signed.length());
        String zeros = "A".repeat(signature.length());
        for (String bad :
                new String[] {"", "AA", signature.substring(4), signature + "AAAA", zeros, "_".repeat(85) + "w"}) {
            assertThat(JwtFixture.rejected(authenticator, Tokens.bearer(signed + bad)))
                    .as(bad)
                    .isEqualTo("the token's signature is wrong");
        }
    }

    @Test
    void authenticate_severalKeys_eachTakesItsOwnAlgorithmOnly() {
        JwtAuthenticator authenticator = JwtFixture.open(JwtConfig.builder()
                .key(key(JwtAlgorithm.HS256, Tokens.RSA).withId("a").withAlgorithm(JwtAlgorithm.HS256))
                .key(key(JwtAlgorithm.RS256, Tokens.RSA).withId("b").withAlgorithm(JwtAlgorithm.RS256)));
        assertThat(JwtFixture.authenticated(authenticator, Tokens.bearer(Tokens.rs256(Tokens.RSA, "b"))))
                .isNotNull();
        JwtFixture.authenticated(authenticator, Tokens.bearer(Tokens.hs256(Tokens.claims(""))));
        String confused = Tokens.sign("HS256", "{\"alg\":\"HS256\",\"kid\":\"b\"}", Tokens.claims(""));
        assertThat(JwtFixture.rejected(authenticator, Tokens.bearer(confused)))
                .isEqualTo("no key here is the one that the token names, or fits its alg");
        String downgraded = Tokens.sign("RS512", Tokens.claims(""));
        assertThat(JwtFixture.rejected(authenticator, Tokens.bearer(downgraded)))
                .isEqualTo("the token's alg is not one of those that are accepted here");
    }

    @Test
    void authenticate_ed448_isTaken() {
        JwtAuthenticator authenticator =
                JwtFixture.open(JwtConfig.builder(JwtAlgorithm.EDDSA).key(key(JwtAlgorithm.EDDSA, Tokens.ED448)));
        String token = Tokens.sign("EdDSA", "{\"alg\":\"EdDSA\"}", Tokens.claims(""), Tokens.ED448);
        JwtFixture.authenticated(authenticator, Tokens.bearer(token));
    }

    @Test
    void authenticate_oldAndNewKey_areBothTaken() {
        JwtAuthenticator named = JwtFixture.open(JwtConfig.builder(JwtAlgorithm.RS256)
                .key(key(JwtAlgorithm.RS256, Tokens.RSA).withId("old"))
                .key(key(JwtAlgorithm.RS256, Tokens.OTHER_RSA).withId("new")));
        JwtFixture.authenticated(named, Tokens.bearer(Tokens.rs256(Tokens.RSA, "old")));
        JwtFixture.authenticated(named, Tokens.bearer(Tokens.rs256(Tokens.OTHER_RSA, "new")));
        JwtFixture.rejected(named, Tokens.bearer(Tokens.rs256(Tokens.OTHER_RSA, "old")));
        JwtFixture.rejected(named, Tokens.bearer(Tokens.rs256(Tokens.RSA, "third")));
        JwtAuthenticator nameless = JwtFixture.open(JwtConfig.builder(JwtAlgorithm.RS256)
                .key(key(JwtAlgorithm.RS256, Tokens.RSA))
                .key(key(JwtAlgorithm.RS256, Tokens.OTHER_RSA)));
        JwtFixture.authenticated(nameless, Tokens.bearer(Tokens.rs256(Tokens.RSA, "any")));
        JwtFixture.authenticated(
                nameless, Tokens.bearer(Tokens.sign("RS256", "{\"alg\":\"RS256\"}", Tokens.claims(""))));
    }
}
