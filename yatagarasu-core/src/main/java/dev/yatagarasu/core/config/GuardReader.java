package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.http.IpRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads who may send requests and how many: {@code trusted_proxies}, {@code ip_filter} and {@code rate_limit}. */
final class GuardReader {
    private GuardReader() {}

    static List<IpRange> ranges(ConfigNode section, String key) {
        List<IpRange> ranges = new ArrayList<>();
        for (ConfigNode item : section.items(key)) {
            item.text().ifPresent(text -> {
                try {
                    ranges.add(IpRange.of(text));
                } catch (IllegalArgumentException e) {
                    item.problem(String.valueOf(e.getMessage()));
                }
            });
        }
        return ranges;
    }

    static IpFilterConfig ipFilter(ConfigNode bucket) {
        ConfigNode section = bucket.childOrEmpty("ip_filter");
        return new IpFilterConfig(ranges(section, "allow"), ranges(section, "block"));
    }

    static ServerRateLimit ofServer(ConfigNode server) {
        return server.child("rate_limit")
                .map(section -> {
                    OptionalInt burst = burst(section, "global", "per_ip");
                    return new ServerRateLimit(rate(section, "global", burst), rate(section, "per_ip", burst));
                })
                .orElse(ServerRateLimit.none());
    }

    static BucketRateLimit ofBucket(ConfigNode bucket) {
        return bucket.child("rate_limit")
                .map(section -> {
                    OptionalInt burst = burst(section, "requests_per_second", "per_user");
                    return new BucketRateLimit(
                            rate(section, "requests_per_second", burst), rate(section, "per_user", burst));
                })
                .orElse(BucketRateLimit.none());
    }

    /** The burst that both limits of the section share; without any of them, it and the section do nothing. */
    private static OptionalInt burst(ConfigNode section, String one, String other) {
        if (!section.has(one) && !section.has(other)) {
            section.lacks("limits nothing: set " + one + ", " + other + " or both, or remove it", one, other);
        }
        return section.integer("burst", 1, Rate.MOST);
    }

    private static Optional<Rate> rate(ConfigNode section, String key, OptionalInt burst) {
        OptionalInt perSecond = section.integer(key, 1, Rate.MOST);
        return perSecond.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rate(perSecond.getAsInt(), burst.orElse(perSecond.getAsInt())));
    }
}
