package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.IpAddress;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.GuardMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The guards of one configuration. Limits that the one before it had just so go on with what they have counted. */
public final class Guards {
    private static final long KEYS_SHARE = 16;

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
        long keyBytes = keyBytes(config, Runtime.getRuntime().maxMemory());
        this.perIp =
                KeyedLimiter.of(LimitKind.PER_IP, config.server().rateLimit().perIp(), before.perIp, keyBytes);
        this.buckets = config.buckets().stream()
                .collect(Collectors.toMap(
                        BucketConfig::name,
                        bucket -> guard(bucket, inherited(bucket, before, keyBytes, now), metrics)));
    }

    /** What each limiter may remember of whom it counts apart: a share of the heap for all of them. */
    private static long keyBytes(YatagarasuConfig config, long heap) {
        long limiters = config.server().rateLimit().perIp().stream().count()
                + config.buckets().stream()
                        .filter(bucket -> bucket.rateLimit().perUser().isPresent())
                        .count();
        return Math.min(KeyedLimiter.MOST_BYTES, heap / KEYS_SHARE / Math.max(1, limiters));
    }

    private BucketGuard guard(BucketConfig bucket, BucketGuard.Inherited inherited, EngineMetrics metrics) {
        return new BucketGuard(bucket, inherited, new GuardMetrics(metrics, bucket.name()));
    }

    private BucketGuard.Inherited inherited(BucketConfig bucket, Guards before, long keyBytes, long now) {
        Optional<BucketGuard> old = Optional.ofNullable(before.buckets.get(bucket.name()));
        return new BucketGuard.Inherited(global, perIp, old, keyBytes, now);
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
