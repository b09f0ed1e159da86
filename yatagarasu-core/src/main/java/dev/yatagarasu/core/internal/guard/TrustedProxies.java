package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.IpAddress;
import dev.yatagarasu.core.http.IpRange;
import dev.yatagarasu.core.http.Request;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whose request it is. That is the other end of the connection; but where that is a trusted proxy, it is whom
 * the proxy says it asks for, in {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}. Both are read from the right,
 * where the nearest proxy wrote: as long as an entry is a trusted proxy itself, its word is taken for the one before it.
 * What stands further left may be anybody's invention and is not looked at.
 *
 * <p>Fails closed: if an entry that counts is malformed or hides its address, or if both fields are there and do not lead
 * to the same client, the client is {@link ClientAddress#UNKNOWN}. Nothing is ever looked up. Immutable.
 */
public final class TrustedProxies {
    private final IpSet trusted;

    TrustedProxies(List<IpRange> trusted) {
        this.trusted = new IpSet(trusted);
    }

    /** Whose request it is. */
    public ClientAddress clientOf(Request request) {
        ClientAddress peer = ClientAddress.ofPeer(request.clientAddress());
        return isTrusted(peer.ip()) ? behind(peer, request.headers()) : peer;
    }

    private boolean isTrusted(Optional<IpAddress> ip) {
        return !trusted.isEmpty() && ip.isPresent() && trusted.contains(ip.get());
    }

    private ClientAddress behind(ClientAddress proxy, Headers headers) {
        boolean forwarded = headers.contains("forwarded");
        boolean listed = headers.contains("x-forwarded-for");
        ClientAddress said = forwarded ? fromForwarded(proxy, headers.all("forwarded")) : proxy;
        if (!listed) {
            return said;
        }
        ClientAddress alsoSaid = fromList(proxy, headers.all("x-forwarded-for"));
        return !forwarded || said.equals(alsoSaid) ? alsoSaid : ClientAddress.UNKNOWN;
    }

    private ClientAddress fromForwarded(ClientAddress proxy, List<String> fields) {
        Walk walk = new Walk(proxy);
        for (String field : fields.reversed()) {
            List<String> nodes = ForwardedField.nodes(field).orElse(List.of(""));
            for (int i = nodes.size() - 1; i >= 0 && walk.goesOn; i--) {
                walk.visit(nodes.get(i));
            }
        }
        return walk.client;
    }

    private ClientAddress fromList(ClientAddress proxy, List<String> fields) {
        Walk walk = new Walk(proxy);
        for (String field : fields.reversed()) {
            int end = field.length();
            while (end >= 0 && walk.goesOn) {
                int comma = field.lastIndexOf(',', end - 1);
                String node = field.substring(comma + 1, end).strip();
                if (!node.isEmpty()) {
                    walk.visit(node);
                }
                end = comma;
            }
        }
        return walk.client;
    }

    /** The way from the nearest proxy to the client. */
    private final class Walk {
        private ClientAddress client;
        private boolean goesOn = true;

        Walk(ClientAddress nearest) {
            client = nearest;
        }

        void visit(String node) {
            Optional<IpAddress> ip = ForwardedNode.address(node);
            client = ip.map(ClientAddress::of).orElse(ClientAddress.UNKNOWN);
            goesOn = isTrusted(ip);
        }
    }
}
