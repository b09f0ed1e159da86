package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.http.IpAddress;
import java.util.Optional;

/**
 * The address of a client.
 *
 * @param text the address as others are told it: IPv4 in dotted decimal, IPv6 as RFC 5952 has it
 * @param ip the address; empty if it is not known, or is that of no IP connection
 */
public record ClientAddress(String text, Optional<IpAddress> ip) {
    /** Trusted proxies do not say, or not in a way that can be believed. */
    public static final ClientAddress UNKNOWN = new ClientAddress("unknown", Optional.empty());

    static ClientAddress of(IpAddress ip) {
        return new ClientAddress(ip.toString(), Optional.of(ip));
    }

    /** The other end of a connection, as a front end names it: IPv6 perhaps in brackets and with a zone. */
    static ClientAddress ofPeer(String peer) {
        boolean bracketed = peer.startsWith("[") && peer.endsWith("]");
        Optional<IpAddress> ip = IpAddress.parse(bracketed ? peer.substring(1, peer.length() - 1) : peer);
        boolean v6 = ip.isPresent() && peer.indexOf(':') >= 0;
        return new ClientAddress(v6 ? ip.get().toString() : peer, ip);
    }
}
