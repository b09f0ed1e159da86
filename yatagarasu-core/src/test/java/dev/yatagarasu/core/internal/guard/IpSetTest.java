package dev.yatagarasu.core.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.http.IpAddress;
import dev.yatagarasu.core.http.IpRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Membership is that of the ranges, however many there are and however they overlap. */
class IpSetTest {

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static IpSet set(String... ranges) {
        return new IpSet(List.of(ranges).stream().map(IpRange::of).toList());
    }

    @Test
    void contains_familiesApart_neverMixes() {
        assertThat(set("::/0").contains(ip("192.0.2.7"))).isFalse();
        assertThat(set("::/0").contains(ip("::ffff:192.0.2.7"))).isFalse();
        assertThat(set("::/0").contains(ip("2001:db8::1"))).isTrue();
        assertThat(set("0.0.0.0/0").contains(ip("2001:db8::1"))).isFalse();
        assertThat(set("0.0.0.0/0").contains(ip("::ffff:192.0.2.7"))).isTrue();
        assertThat(set("::ffff:10.0.0.0/104").contains(ip("10.1.2.3"))).isTrue();
        assertThat(set("::fffe:0:0/95").contains(ip("10.1.2.3"))).isFalse();
    }

    @Test
    void contains_emptySet_isFalse() {
        assertThat(set().isEmpty()).isTrue();
        assertThat(set().contains(ip("192.0.2.7"))).isFalse();
        assertThat(set("::1").isEmpty()).isFalse();
    }

    @Test
    void contains_randomRanges_isWhatANaiveReferenceSays() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            boolean v4 = random.nextBoolean();
            List<IpRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                IpAddress near = near(random, v4);
                int prefixLength = random.nextInt(near.bits() + 1);
                ranges.add(new IpRange(near.network(prefixLength), prefixLength));
            }
            IpSet set = new IpSet(ranges);
            for (int i = 0; i < 100; i++) {
                IpAddress address = i < ranges.size() ? edge(ranges.get(i), random) : near(random, v4);
                assertThat(set.contains(address))
                        .as("%s in %s", address, ranges)
                        .isEqualTo(ranges.stream().anyMatch(range -> isIn(range, address)));
            }
        }
    }

    /** Addresses of a small part of the space, so that ranges meet. */
    private static IpAddress near(Random random, boolean v4) {
        long bits = random.nextLong() & (random.nextBoolean() ? 0xffff : 0xff0000ffL);
        return v4 ? new IpAddress(0, 0xffff_0000_0000L | bits) : new IpAddress(random.nextLong() & 3, bits << 30);
    }

    /** The first or the last address of a range, or the one before or behind it. */
    private static IpAddress edge(IpRange range, Random random) {
        BigInteger edge = value(random.nextBoolean() ? range.network() : range.last());
        BigInteger moved = edge.add(BigInteger.valueOf(random.nextInt(3) - 1)).mod(BigInteger.ONE.shiftLeft(128));
        return new IpAddress(moved.shiftRight(64).longValue(), moved.longValue());
    }

    private static boolean isIn(IpRange range, IpAddress address) {
        int rest = range.network().bits() - range.prefixLength();
        return range.network().isV4() == address.isV4()
                && value(range.network()).shiftRight(rest).equals(value(address).shiftRight(rest));
    }

    private static BigInteger value(IpAddress address) {
        return unsigned(address.high()).shiftLeft(64).or(unsigned(address.low()));
    }

    private static BigInteger unsigned(long word) {
        return new BigInteger(Long.toUnsignedString(word));
    }
}
