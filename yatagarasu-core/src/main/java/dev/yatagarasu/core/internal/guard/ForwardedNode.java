package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.http.IpAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What proxies write for whom they ask (the node of RFC 7239 section 6, which {@code X-Forwarded-For} also holds): an
 * address, IPv6 in brackets or bare, with or without a port.
 */
final class ForwardedNode {
    private static final Pattern PORT = Pattern.compile(":([0-9]{1,5}|_[A-Za-z0-9._-]+)");

    private ForwardedNode() {}

    /** The address; empty for {@code unknown}, a name that hides it such as {@code _hidden}, and anything malformed. */
    static Optional<IpAddress> address(String node) {
        if (node.startsWith("[")) {
            return bracketed(node);
        }
        int colon = node.indexOf(':');
        boolean hasPort = colon >= 0 && colon == node.lastIndexOf(':');
        return hasPort && !isPort(node.substring(colon))
                ? Optional.empty()
                : IpAddress.parse(hasPort ? node.substring(0, colon) : node);
    }

    private static Optional<IpAddress> bracketed(String node) {
        int close = node.indexOf(']');
        boolean wellFormed = close > 0 && (close == node.length() - 1 || isPort(node.substring(close + 1)));
        String inside = wellFormed ? node.substring(1, close) : "";
        return inside.indexOf(':') < 0 ? Optional.empty() : IpAddress.parse(inside);
    }

    private static boolean isPort(String text) {
        return PORT.matcher(text).matches();
    }
}
