package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocaKeysTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isWeak_keyOfTheFaultyLibrary_isKnown(long seed) {
        assertThat(RocaKeys.isWeak(RocaSamples.modulus(seed))).isTrue();
    }

    @Test
    void isWeak_otherKeys_areNot() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            BigInteger modulus = BigInteger.probablePrime(256, random).multiply(BigInteger.probablePrime(256, random));
            assertThat(RocaKeys.isWeak(modulus)).as("%s", modulus).isFalse();
        }
    }
}
