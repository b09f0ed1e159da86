package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Optional;

/**
 * A key that tokens are verified with.
 *
 * @param id the {@code kid} of its tokens; without one it is for all tokens whose {@code kid} no other key has
 * @param algorithm the only algorithm it is for; without one it is for all configured algorithms that it fits
 * @param material the key itself
 */
public record JwtKey(Optional<String> id, Optional<JwtAlgorithm> algorithm, Material material) {

    /** A secret or a public key. */
    public sealed interface Material {

        /** Whether {@code algorithm} takes such a key. */
        boolean fits(JwtAlgorithm algorithm);
    }

    /**
     * A secret shared with the issuer of the tokens.
     *
     * @param value the secret, 32 bytes or more in UTF-8
     */
    public record SharedSecret(Secret value) implements Material {
        public SharedSecret {
            JwtRules.reject("secret", JwtRules.checkSecret(value.reveal()));
        }

        /** The secret's bytes. */
        public byte[] bytes() {
            return value.reveal().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean fits(JwtAlgorithm algorithm) {
            return algorithm.takes(bytes());
        }
    }

    /**
     * A public key.
     *
     * @param pem the key in PEM ({@code -----BEGIN PUBLIC KEY-----})
     */
    public record PublicText(Secret pem) implements Material {
        public PublicText {
            JwtRules.reject("public_key", PublicPem.check(pem.reveal()));
        }

        /** The key. */
        public PublicKey key() {
            return PublicPem.decode(pem.reveal()).orElseThrow();
        }

        @Override
        public boolean fits(JwtAlgorithm algorithm) {
            return algorithm.takes(key());
        }
    }

    public JwtKey {
        id.ifPresent(kid -> JwtRules.reject("id", JwtRules.checkId(kid)));
    }

    /** A shared secret for all tokens, 32 bytes or more in UTF-8. */
    public static JwtKey secret(String secret) {
        return new JwtKey(Optional.empty(), Optional.empty(), new SharedSecret(Secret.of(secret)));
    }

    /** A public key, in PEM, for all tokens. */
    public static JwtKey publicKey(String pem) {
        return new JwtKey(Optional.empty(), Optional.empty(), new PublicText(Secret.of(pem)));
    }

    /** The same key, for tokens with this {@code kid}, 1 to 256 characters. */
    public JwtKey withId(String kid) {
        return new JwtKey(Optional.of(kid), algorithm, material);
    }

    /** The same key, for this algorithm only. */
    public JwtKey withAlgorithm(JwtAlgorithm only) {
        return new JwtKey(id, Optional.of(only), material);
    }
}
