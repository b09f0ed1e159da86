package dev.yatagarasu.core.http;

/**
 * All addresses of one family that begin with the same bits (CIDR, RFC 4632 and RFC 4291 section 2.3).
 *
 * @param network the first address
 * @param prefixLength how many leading bits they share: 0 to 32 in IPv4, 0 to 128 in IPv6
 */
public record IpRange(IpAddress network, int prefixLength) {
    private static final String FORM = "must be an IP address or a range of them, such as 192.0.2.7, 10.0.0.0/8 or"
            + " 2001:db8::/32 (no host names, no ports, no brackets)";

    public IpRange {
        if (prefixLength < 0 || prefixLength > network.bits()) {
            throw new IllegalArgumentException(
                    "must have a prefix length from 0 to " + network.bits() + " behind the slash");
        }
        if (!network.network(prefixLength).equals(network)) {
            throw new IllegalArgumentException("has bits set behind its prefix, as 10.1.2.3/8 has: write the first"
                    + " address of the range (10.0.0.0/8), or one address without a slash (10.1.2.3)");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address. A range of mapped addresses ({@code
     * ::ffff:10.0.0.0/104}) is the one of IPv4.
     *
     * @throws IllegalArgumentException with a message that says what is accepted
     */
    public static IpRange of(String text) {
        int slash = text.indexOf('/');
        IpAddress network = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> text.indexOf('%') < 0)
                .orElseThrow(() -> new IllegalArgumentException(FORM));
        if (slash < 0) {
            return new IpRange(network, network.bits());
        }
        String length = text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(FORM);
        }
        boolean mapped = network.isV4() && text.indexOf(':') >= 0;
        int prefixLength = Integer.parseInt(length);
        return new IpRange(network, mapped ? prefixLength - IpAddress.V4_PREFIX_BITS : prefixLength);
    }

    /** The last address. */
    public IpAddress last() {
        return network.last(prefixLength);
    }

    /** As it is written in configuration. */
    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }
}
