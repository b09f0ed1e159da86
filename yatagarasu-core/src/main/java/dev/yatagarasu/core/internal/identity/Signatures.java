package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwtAlgorithm;
import java.security.Key;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.EcdsaUsingShaAlgorithm.EcdsaP256UsingSha256;
import org.jose4j.jws.EcdsaUsingShaAlgorithm.EcdsaP384UsingSha384;
import org.jose4j.jws.EcdsaUsingShaAlgorithm.EcdsaP521UsingSha512;
import org.jose4j.jws.EdDsaAlgorithm;
import org.jose4j.jws.HmacUsingShaAlgorithm.HmacSha256;
import org.jose4j.jws.HmacUsingShaAlgorithm.HmacSha384;
import org.jose4j.jws.HmacUsingShaAlgorithm.HmacSha512;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jws.RsaUsingShaAlgorithm.RsaPssSha256;
import org.jose4j.jws.RsaUsingShaAlgorithm.RsaPssSha384;
import org.jose4j.jws.RsaUsingShaAlgorithm.RsaPssSha512;
import org.jose4j.jws.RsaUsingShaAlgorithm.RsaSha256;
import org.jose4j.jws.RsaUsingShaAlgorithm.RsaSha384;
import org.jose4j.jws.RsaUsingShaAlgorithm.RsaSha512;
import org.jose4j.lang.JoseException;

/** Checks signatures. The algorithms are listed here, not looked up by what a token says. */
final class Signatures {
    private static final ProviderContext PROVIDERS = new ProviderContext();
    private static final Map<JwtAlgorithm, JsonWebSignatureAlgorithm> ALGORITHMS = new EnumMap<>(JwtAlgorithm.class);

    static {
        for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
            ALGORITHMS.put(algorithm, of(algorithm));
        }
    }

    private Signatures() {}

    private static JsonWebSignatureAlgorithm of(JwtAlgorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> new HmacSha256();
            case HS384 -> new HmacSha384();
            case HS512 -> new HmacSha512();
            case RS256 -> new RsaSha256();
            case RS384 -> new RsaSha384();
            case RS512 -> new RsaSha512();
            case PS256 -> new RsaPssSha256();
            case PS384 -> new RsaPssSha384();
            case PS512 -> new RsaPssSha512();
            case ES256 -> new EcdsaP256UsingSha256();
            case ES384 -> new EcdsaP384UsingSha384();
            case ES512 -> new EcdsaP521UsingSha512();
            case EDDSA -> new EdDsaAlgorithm();
        };
    }

    /** Whether {@code signature} is one of {@code signed}. MACs are compared in constant time. */
    static boolean verify(JwtAlgorithm algorithm, Key key, byte[] signed, byte[] signature) {
        try {
            return Objects.requireNonNull(ALGORITHMS.get(algorithm)).verifySignature(signature, key, signed, PROVIDERS);
        } catch (JoseException e) {
            return false;
        }
    }
}
