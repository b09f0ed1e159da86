package dev.yatagarasu.core.guard;

import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.IpAddress;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.GuardMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The guards of one configuration. Limits that the one before it had just so go on with what they have counted. */
public final class Guards {
    private final TrustedProxies proxies;
    private final Optional<Limiter> global;
    private final Optional<KeyedLimiter<IpAddress>> perIp;
    private final Map<String, BucketGuard> buckets;

    private Guards() {
        this.proxies = new TrustedProxies(List.of());
        this.global = Optional.empty();
        this.perIp = Optional.empty();
        this.buckets = Map.of();
    }

    private Guards(YatagarasuConfig config, Guards before, EngineMetrics metrics, long now) {
        this.proxies = new TrustedProxies(config.server().trustedProxies());
        this.global = Limiter.of(LimitKind.GLOBAL, config.server().rateLimit().global(), before.global, now);
        this.perIp =
                KeyedLimiter.of(LimitKind.PER_IP, config.server().rateLimit().perIp(), before.perIp);
        this.buckets = config.buckets().stream()
                .collect(Collectors.toMap(BucketConfig::name, bucket -> guard(bucket, before, metrics, now)));
    }

    private BucketGuard guard(BucketConfig bucket, Guards before, EngineMetrics metrics, long now) {
        Optional<BucketGuard> old = Optional.ofNullable(before.buckets.get(bucket.name()));
        return new BucketGuard(
                bucket, new BucketGuard.Inherited(global, perIp, old, now), new GuardMetrics(metrics, bucket.name()));
    }

    /** Those of an engine that has no configuration yet. */
    public static Guards none() {
        return new Guards();
    }

    /**
     * Those of another configuration, after these.
     *
     * @param now nanoseconds of the source that requests are counted by
     */
    public Guards next(YatagarasuConfig config, EngineMetrics metrics, long now) {
        return new Guards(config, this, metrics, now);
    }

    /** Who is believed about whose request it is. */
    public TrustedProxies proxies() {
        return proxies;
    }

    /**
     * What stands before the bucket of that name.
     *
     * @throws IllegalArgumentException if the configuration has no such bucket
     */
    public BucketGuard of(String bucket) {
        return Optional.ofNullable(buckets.get(bucket))
                .orElseThrow(() -> new IllegalArgumentException("there is no bucket \"" + bucket + "\""));
    }
}
