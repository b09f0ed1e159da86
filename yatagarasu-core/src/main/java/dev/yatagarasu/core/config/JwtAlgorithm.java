package dev.yatagarasu.core.config;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A signature algorithm of tokens (RFC 7518 section 3.1, RFC 8037 section 3.1). {@code none} is not supported. */
public enum JwtAlgorithm {
    HS256("HS256", MetricFamily.HMAC, 256),
    HS384("HS384", MetricFamily.HMAC, 384),
    HS512("HS512", MetricFamily.HMAC, 512),
    RS256("RS256", MetricFamily.RSA, 2048),
    RS384("RS384", MetricFamily.RSA, 2048),
    RS512("RS512", MetricFamily.RSA, 2048),
    PS256("PS256", MetricFamily.RSA, 2048),
    PS384("PS384", MetricFamily.RSA, 2048),
    PS512("PS512", MetricFamily.RSA, 2048),
    ES256("ES256", MetricFamily.P256, 256),
    ES384("ES384", MetricFamily.P384, 384),
    ES512("ES512", MetricFamily.P521, 521),
    EDDSA("EdDSA", MetricFamily.EDWARDS, 0);

    /** Larger RSA keys only cost time. */
    static final int LONGEST_RSA = 8192;

    /** What kind of key an algorithm takes. */
    enum MetricFamily {
        HMAC("a secret"),
        RSA("an RSA public key"),
        P256("a public key on the curve P-256"),
        P384("a public key on the curve P-384"),
        P521("a public key on the curve P-521"),
        EDWARDS("an Ed25519 or Ed448 public key");

        private final String wanted;

        MetricFamily(String wanted) {
            this.wanted = wanted;
        }
    }

    private static final String ALL =
            Arrays.stream(values()).map(JwtAlgorithm::text).collect(Collectors.joining(", "));

    private final String text;
    private final MetricFamily family;
    private final int leastBits;

    JwtAlgorithm(String text, MetricFamily family, int leastBits) {
        this.text = text;
        this.family = family;
        this.leastBits = leastBits;
    }

    /** The name, as in the {@code alg} of a token. */
    public String text() {
        return text;
    }

    /** The algorithm of exactly that name. */
    public static Optional<JwtAlgorithm> named(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text.equals(text))
                .findFirst();
    }

    /** Whether the key is a secret shared with the issuer. */
    public boolean isSymmetric() {
        return family == MetricFamily.HMAC;
    }

    /** Whether {@code key} is of the kind and size that this algorithm needs. */
    public boolean takes(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                yield family == MetricFamily.RSA && bits >= leastBits && bits <= LONGEST_RSA;
            }
            case ECPublicKey ec -> Curves.familyOf(ec).filter(family::equals).isPresent();
            case EdECPublicKey edwards -> family == MetricFamily.EDWARDS;
            default -> false;
        };
    }

    /** Whether the private key can be computed, because a faulty library generated it (ROCA, CVE-2017-15361). */
    public static boolean isBroken(PublicKey key) {
        return key instanceof RSAPublicKey rsa && RocaKeys.isWeak(rsa.getModulus());
    }

    /** Whether a secret is long enough for this algorithm: at least the size of its hash (RFC 7518 section 3.2). */
    public boolean takes(byte[] secret) {
        return family == MetricFamily.HMAC && secret.length * 8 >= leastBits;
    }

    /** The key it needs, for messages. */
    String wanted() {
        return family == MetricFamily.HMAC
                ? "a secret of " + leastBits / 8 + " bytes (" + leastBits + " bits) or more"
                : family.wanted;
    }

    static String list(List<JwtAlgorithm> algorithms) {
        return algorithms.stream().map(JwtAlgorithm::text).collect(Collectors.joining(", "));
    }

    /** All names, for messages. */
    static String all() {
        return ALL;
    }
}
