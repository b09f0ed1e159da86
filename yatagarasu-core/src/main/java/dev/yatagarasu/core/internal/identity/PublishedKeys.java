package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwtAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Reads a published key set (RFC 7517 section 5). Keys that tokens cannot or must not be checked with are left out: private
 * and shared ones, broken ones, those for encryption, of other kinds, too short or absurdly long. Certificates are not looked at.
 */
final class PublishedKeys {
    private static final int MOST_KEYS = 100;
    /** What of each kind of key is read; everything else stays outside the library that reads it. */
    private static final Map<String, List<String>> PUBLIC_PARTS =
            Map.of("RSA", List.of("n", "e"), "EC", List.of("crv", "x", "y"), "OKP", List.of("crv", "x"));
    /** Parts that only private and shared keys have. */
    private static final Set<String> PRIVATE_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    /** The modulus of an RSA key of 8192 bits in base64url, with a little room. */
    private static final int LONGEST_PART = 1400;
    /** Larger exponents make every check slow. */
    private static final int LONGEST_EXPONENT = 64;

    private static final int LONGEST_ID = 256;

    private PublishedKeys() {}

    /**
     * The usable keys of a set.
     *
     * @param keys the keys, at least one
     * @param leftOut how many are not usable
     * @param broken how many of these are of the right kind, but anybody can find out their private part
     */
    record Found(List<VerificationKey> keys, int leftOut, int broken) {}

    /** Reads the set; refuses what is none. */
    static Found read(byte[] json) throws UnusableKeySetException {
        if (!(members(json).get("keys") instanceof List<?> items)) {
            throw new UnusableKeySetException("the answer is no key set: it has no list of keys");
        }
        if (items.size() > MOST_KEYS) {
            throw new UnusableKeySetException("the key set has more than " + MOST_KEYS + " keys");
        }
        List<VerificationKey> keys =
                items.stream().flatMap(item -> key(item).stream()).toList();
        if (keys.isEmpty()) {
            throw new UnusableKeySetException("the key set has no key that tokens can be checked with");
        }
        int broken = (int) items.stream().filter(PublishedKeys::isBroken).count();
        return new Found(keys, items.size() - keys.size(), broken);
    }

    private static Map<String, Object> members(byte[] json) throws UnusableKeySetException {
        try {
            return JoseJson.object(json);
        } catch (IOException e) {
            throw new UnusableKeySetException("the answer is no key set: it is no plain JSON object");
        }
    }

    private static boolean isBroken(Object item) {
        return item instanceof Map<?, ?> members
                && publicKey(members).filter(JwtAlgorithm::isBroken).isPresent();
    }

    private static Optional<VerificationKey> key(Object item) {
        if (!(item instanceof Map<?, ?> members)
                || members.keySet().stream().anyMatch(PRIVATE_PARTS::contains)
                || !isForSignatures(members)) {
            return Optional.empty();
        }
        return publicKey(members).filter(key -> !JwtAlgorithm.isBroken(key)).flatMap(key -> {
            List<JwtAlgorithm> algorithms = Arrays.stream(JwtAlgorithm.values())
                    .filter(algorithm -> isFor(members, algorithm) && algorithm.takes(key))
                    .toList();
            return algorithms.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new VerificationKey(id(members), key, algorithms));
        });
    }

    private static boolean isForSignatures(Map<?, ?> members) {
        Object operations = members.get("key_ops");
        return (!members.containsKey("use") || "sig".equals(members.get("use")))
                && (operations == null || (operations instanceof List<?> list && list.contains("verify")));
    }

    private static boolean isFor(Map<?, ?> members, JwtAlgorithm algorithm) {
        Object only = members.get("alg");
        return only == null || algorithm.text().equals(only);
    }

    private static Optional<String> id(Map<?, ?> members) {
        return members.get("kid") instanceof String id && !id.isEmpty() && id.length() <= LONGEST_ID
                ? Optional.of(id)
                : Optional.empty();
    }

    private static Optional<PublicKey> publicKey(Map<?, ?> members) {
        Map<String, Object> parts = new HashMap<>();
        parts.put("kty", members.get("kty") instanceof String kind ? kind : "");
        for (String name : PUBLIC_PARTS.getOrDefault(parts.get("kty"), List.of())) {
            if (members.get(name) instanceof String part && part.length() <= LONGEST_PART) {
                parts.put(name, part);
            }
        }
        try {
            return JsonWebKey.Factory.newJwk(parts) instanceof PublicJsonWebKey jwk
                    ? Optional.of(jwk.getPublicKey()).filter(PublishedKeys::isSane)
                    : Optional.empty();
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isSane(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)) {
            return true;
        }
        BigInteger exponent = rsa.getPublicExponent();
        return exponent.testBit(0) && exponent.bitLength() > 1 && exponent.bitLength() <= LONGEST_EXPONENT;
    }
}
