package dev.yatagarasu.core.http;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as its 128 bits. IPv4 is kept as the IPv6 address it is mapped to (RFC 4291 section 2.5.5.2), so
 * that {@code ::ffff:192.0.2.7} and {@code 192.0.2.7} are one address.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    /** The bits before an IPv4 address that is mapped: 96 of them, the last 16 set. */
    private static final long V4_PREFIX = 0xffffL << 32;

    static final int V4_PREFIX_BITS = 96;

    /**
     * Reads an address without looking anything up: dotted decimal without leading zeros, or the text forms of RFC 4291
     * section 2.2. An IPv6 zone ({@code %eth0}) is read and dropped.
     */
    public static Optional<IpAddress> parse(String text) {
        return IpText.parse(text);
    }

    static IpAddress ofV4(long bits) {
        return new IpAddress(0, V4_PREFIX | bits);
    }

    /** Whether it is an IPv4 address. */
    public boolean isV4() {
        return high == 0 && (low & 0xffffffff_00000000L) == V4_PREFIX;
    }

    /** How many bits an address of this family has: 32 or 128. */
    public int bits() {
        return isV4() ? 32 : 128;
    }

    /** The first address of the range of that many leading bits, counted within the family, that this one is in. */
    public IpAddress network(int prefixLength) {
        int kept = prefixLength + (isV4() ? V4_PREFIX_BITS : 0);
        return new IpAddress(high & mask(kept), low & mask(kept - 64));
    }

    /** The last address of that range. */
    IpAddress last(int prefixLength) {
        int kept = prefixLength + (isV4() ? V4_PREFIX_BITS : 0);
        return new IpAddress(high | ~mask(kept), low | ~mask(kept - 64));
    }

    /** A word of which the first {@code ones} bits are set. */
    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= 64 ? -1 : -1L << (64 - ones);
    }

    @Override
    public int compareTo(IpAddress other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimal, or the one text form of RFC 5952. */
    @Override
    public String toString() {
        return isV4() ? IpText.v4(low) : IpText.v6(high, low);
    }
}
