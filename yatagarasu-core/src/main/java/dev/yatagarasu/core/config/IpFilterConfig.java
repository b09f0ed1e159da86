package dev.yatagarasu.core.config;

import dev.yatagarasu.core.http.IpRange;
import java.util.List;

/**
 * Which client addresses may request a bucket's objects.
 *
 * @param allow the addresses that may; empty allows all
 * @param block the addresses that may not, even if {@code allow} contains them
 */
public record IpFilterConfig(List<IpRange> allow, List<IpRange> block) {
    private static final IpFilterConfig NONE = new IpFilterConfig(List.of(), List.of());

    public IpFilterConfig {
        allow = List.copyOf(allow);
        block = List.copyOf(block);
    }

    /** All addresses are allowed. */
    public static IpFilterConfig none() {
        return NONE;
    }

    /** Whether all addresses are allowed. */
    public boolean isEmpty() {
        return allow.isEmpty() && block.isEmpty();
    }
}
