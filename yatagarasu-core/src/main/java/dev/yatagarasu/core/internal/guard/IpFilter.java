package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.config.IpFilterConfig;
import dev.yatagarasu.core.http.IpAddress;
import java.util.Optional;

/** Which client addresses may ask for a bucket's objects. A client whose address is not known may not. */
final class IpFilter {
    private final IpSet allow;
    private final IpSet block;

    IpFilter(IpFilterConfig config) {
        this.allow = new IpSet(config.allow());
        this.block = new IpSet(config.block());
    }

    boolean admits(Optional<IpAddress> client) {
        return client.isPresent() && !block.contains(client.get()) && (allow.isEmpty() || allow.contains(client.get()));
    }
}
