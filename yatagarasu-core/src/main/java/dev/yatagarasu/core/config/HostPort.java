package dev.yatagarasu.core.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host a host name or IP address, IPv6 without brackets
 * @param port the port; 0 for any free one
 */
record HostPort(String host, int port) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9][A-Za-z0-9-]{0,62}(\\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    /** Rejects an invalid host or port. */
    void check() {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (!isHost(host)) {
            throw new IllegalArgumentException("not a host (IPv6 goes without brackets here): " + host);
        }
    }

    /** Whether it is a valid host: a name, an IPv4 or an IPv6 address. Nothing is resolved. */
    static boolean isHost(String host) {
        return address(host).isPresent()
                || (NAME.matcher(host).matches() && !NUMBERS.matcher(host).matches());
    }

    /**
     * Whether a server cannot listen on both: they have the same port, and the same address or one of them all
     * addresses.
     */
    boolean collidesWith(HostPort other) {
        return port == other.port && port != 0 && (isEverywhere() || other.isEverywhere() || sameHost(other));
    }

    /**
     * Whether only this machine can reach it. Only IP addresses count, because a name may resolve to another address
     * later.
     */
    static boolean isLoopback(String host) {
        return address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private boolean isEverywhere() {
        return address(host).filter(InetAddress::isAnyLocalAddress).isPresent();
    }

    private boolean sameHost(HostPort other) {
        Optional<InetAddress> address = address(host);
        return host.equalsIgnoreCase(other.host) || (address.isPresent() && address.equals(address(other.host)));
    }

    /** The IP address written in {@code host}; only texts that are one get as far as {@link InetAddress}. */
    private static Optional<InetAddress> address(String host) {
        String literal = host.equalsIgnoreCase("localhost") ? "127.0.0.1" : host;
        if (literal.startsWith("[")
                || !(literal.contains(":") || IPV4.matcher(literal).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
