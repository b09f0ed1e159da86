package dev.yatagarasu.core.config;

import dev.yatagarasu.core.config.JwtAlgorithm.MetricFamily;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Map;
import java.util.Optional;

/** The elliptic curves that tokens are signed on. */
final class Curves {
    private static final Map<MetricFamily, ECParameterSpec> KNOWN = Map.of(
            MetricFamily.P256, parameters("secp256r1"),
            MetricFamily.P384, parameters("secp384r1"),
            MetricFamily.P521, parameters("secp521r1"));

    private Curves() {}

    /** The family of the curve that the key lies on; empty for all other curves, and where it lies on none. */
    static Optional<MetricFamily> familyOf(ECPublicKey key) {
        return KNOWN.entrySet().stream()
                .filter(known -> isSame(known.getValue(), key.getParams()) && isOnCurve(key.getW(), key.getParams()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isSame(ECParameterSpec known, ECParameterSpec found) {
        return known.getCurve().equals(found.getCurve())
                && known.getGenerator().equals(found.getGenerator())
                && known.getOrder().equals(found.getOrder())
                && known.getCofactor() == found.getCofactor();
    }

    /** Whether y² = x³ + ax + b; other points give answers that have nothing to do with a private key. */
    private static boolean isOnCurve(ECPoint point, ECParameterSpec parameters) {
        if (point.equals(ECPoint.POINT_INFINITY) || !(parameters.getCurve().getField() instanceof ECFieldFp field)) {
            return false;
        }
        BigInteger p = field.getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static ECParameterSpec parameters(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve " + name, e);
        }
    }
}
