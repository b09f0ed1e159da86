package dev.yatagarasu.core.config;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Knows RSA keys that a faulty library made (ROCA, CVE-2017-15361): their primes are powers of 65537 modulo many small primes,
 * which makes them easy to factor. So the modulus is such a power as well; that of another key is with a chance of less than
 * one in a hundred million.
 */
final class RocaKeys {
    private static final BigInteger GENERATOR = BigInteger.valueOf(65537);
    private static final int[] PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};
    private static final BitSet[] POWERS =
            Arrays.stream(PRIMES).mapToObj(RocaKeys::powers).toArray(BitSet[]::new);

    private RocaKeys() {}

    private static BitSet powers(int prime) {
        BitSet powers = new BitSet(prime);
        int generator = GENERATOR.intValue() % prime;
        for (int power = 1; !powers.get(power); power = power * generator % prime) {
            powers.set(power);
        }
        return powers;
    }

    static boolean isWeak(BigInteger modulus) {
        for (int i = 0; i < PRIMES.length; i++) {
            if (!POWERS[i].get(modulus.mod(BigInteger.valueOf(PRIMES[i])).intValue())) {
                return false;
            }
        }
        return true;
    }
}
