package dev.yatagarasu.core.config;

import dev.yatagarasu.core.http.IpRange;
import java.util.List;

/**
 * Which client addresses may ask for a bucket's objects.
 *
 * @param allow nobody else may; empty for everybody
 * @param block these may not, even if they are allowed
 */
public record IpFilterConfig(List<IpRange> allow, List<IpRange> block) {
    private static final IpFilterConfig NONE = new IpFilterConfig(List.of(), List.of());

    public IpFilterConfig {
        allow = List.copyOf(allow);
        block = List.copyOf(block);
    }

    /** Everybody may. */
    public static IpFilterConfig none() {
        return NONE;
    }

    /** Whether everybody may. */
    public boolean isEmpty() {
        return allow.isEmpty() && block.isEmpty();
    }
}
