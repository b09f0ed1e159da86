package dev.yatagarasu.core.config;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Random;
import java.util.stream.IntStream;

/** RSA keys made as the library with the weakness ROCA makes them: {@code k * M + (65537 ^ a mod M)} is each prime of theirs. */
public final class RocaSamples {
    private static final BigInteger M = IntStream.rangeClosed(2, 701)
            .mapToObj(BigInteger::valueOf)
            .filter(number -> number.isProbablePrime(30))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private RocaSamples() {}

    /** The modulus of a key of 2048 bits; the same for the same seed. */
    public static BigInteger modulus(long seed) {
        Random random = new Random(seed);
        BigInteger modulus = prime(random).multiply(prime(random));
        return modulus.bitLength() == 2048 ? modulus : modulus(seed + 1_000_000);
    }

    private static BigInteger prime(Random random) {
        int bits = 1024 - M.bitLength();
        while (true) {
            BigInteger k = new BigInteger(bits, random).setBit(bits - 1);
            BigInteger power = BigInteger.valueOf(65537).modPow(new BigInteger(62, random), M);
            BigInteger prime = k.multiply(M).add(power);
            if (prime.bitLength() == 1024 && prime.isProbablePrime(20)) {
                return prime;
            }
        }
    }

    static PublicKey key() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus(1), BigInteger.valueOf(65537)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
