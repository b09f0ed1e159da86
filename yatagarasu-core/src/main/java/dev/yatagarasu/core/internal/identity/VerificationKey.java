package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtKey;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** A key that signatures are checked with, for certain algorithms. Safe from any thread. */
final class VerificationKey {
    private final Optional<String> id;
    private final Key key;
    private final List<JwtAlgorithm> algorithms;
    private volatile boolean retired;

    VerificationKey(Optional<String> id, Key key, List<JwtAlgorithm> algorithms) {
        this.id = id;
        this.key = key;
        this.algorithms = List.copyOf(algorithms);
    }

    /** A key of the configuration. */
    static VerificationKey of(JwtKey key, List<JwtAlgorithm> algorithms) {
        Key material = switch (key.material()) {
            case JwtKey.SharedSecret secret -> new SecretKeySpec(secret.bytes(), "HMAC");
            case JwtKey.PublicText pem -> pem.key();
        };
        return new VerificationKey(key.id(), material, algorithms);
    }

    Optional<String> id() {
        return id;
    }

    boolean accepts(JwtAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether {@code signature} is one of {@code signed} with this key. */
    boolean verifies(JwtAlgorithm algorithm, byte[] signed, byte[] signature) {
        return accepts(algorithm) && Signatures.verify(algorithm, key, signed, signature);
    }

    boolean isSameAs(VerificationKey other) {
        return id.equals(other.id) && key.equals(other.key) && algorithms.equals(other.algorithms);
    }

    /** Ends the use of this key: tokens that were checked with it are not good any more. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }
}
