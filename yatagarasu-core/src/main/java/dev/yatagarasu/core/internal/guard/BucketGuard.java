package dev.yatagarasu.core.internal.guard;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.http.IpAddress;
import dev.yatagarasu.core.internal.metrics.GuardMetrics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stands before one bucket. Ask {@link #blocks} first, then {@link #count}, then, once it is known who asks, {@link
 * #countUser}. Never blocks a thread; safe from any.
 */
public final class BucketGuard {
    /** Whose address is not known. No client can have this one, and no network of 64 bits begins with it. */
    private static final IpAddress UNKNOWN_CLIENT = new IpAddress(-1, -1);

    private static final int CLIENT_BITS_V6 = 64;

    private final Optional<IpFilter> filter;
    private final Optional<Limiter> global;
    private final Optional<KeyedLimiter<IpAddress>> perIp;
    private final Optional<Limiter> all;
    private final Optional<KeyedLimiter<String>> perUser;
    private final Optional<Counter> blocked;
    private final Map<LimitKind, Counter> limited = new EnumMap<>(LimitKind.class);

    /** What it shares with all buckets, what it may remember, and what it goes on with from before a reload. */
    record Inherited(
            Optional<Limiter> global,
            Optional<KeyedLimiter<IpAddress>> perIp,
            Optional<BucketGuard> before,
            long keyBytes,
            long now) {}

    BucketGuard(BucketConfig config, Inherited inherited, GuardMetrics metrics) {
        Optional<BucketGuard> before = inherited.before;
        this.filter = Optional.of(config.ipFilter())
                .filter(settings -> !settings.isEmpty())
                .map(IpFilter::new);
        this.global = inherited.global;
        this.perIp = inherited.perIp;
        this.all =
                Limiter.of(LimitKind.BUCKET, config.rateLimit().all(), before.flatMap(old -> old.all), inherited.now);
        this.perUser = KeyedLimiter.of(
                LimitKind.PER_USER,
                config.rateLimit().perUser(),
                before.flatMap(old -> old.perUser),
                inherited.keyBytes);
        this.blocked = filter.map(any -> metrics.blocked());
        register(metrics, LimitKind.GLOBAL, global);
        register(metrics, LimitKind.PER_IP, perIp);
        register(metrics, LimitKind.BUCKET, all);
        register(metrics, LimitKind.PER_USER, perUser);
    }

    private void register(GuardMetrics metrics, LimitKind kind, Optional<?> limiter) {
        limiter.ifPresent(any -> limited.put(kind, metrics.limited(kind.label())));
    }

    /** Whether the client's address may not ask for anything here. */
    public boolean blocks(Supplier<ClientAddress> client) {
        boolean blocks = filter.isPresent() && !filter.get().admits(client.get().ip());
        if (blocks) {
            blocked.ifPresent(Counter::inc);
        }
        return blocks;
    }

    /**
     * Counts a request at the limits that need not know who asks. From the narrowest limit to the widest, so that what one
     * client has too much takes nothing from the others.
     *
     * @param now nanoseconds of a source that only goes forward
     */
    public Quota count(Supplier<ClientAddress> client, long now) {
        Quota quota = perIp.isPresent() ? perIp.get().take(keyOf(client.get()), now) : Quota.UNLIMITED;
        if (all.isPresent() && !quota.isExceeded()) {
            quota = quota.tighter(all.get().take(now));
        }
        if (global.isPresent() && !quota.isExceeded()) {
            quota = quota.tighter(global.get().take(now));
        }
        return noted(quota);
    }

    /** Counts a request at the limit of the principal with that id. */
    public Quota countUser(String principalId, long now) {
        return perUser.isPresent() ? noted(perUser.get().take(principalId, now)) : Quota.UNLIMITED;
    }

    /** Who has IPv6 has a network of it (RFC 6177): its addresses count as one client. */
    private static IpAddress keyOf(ClientAddress client) {
        return client.ip()
                .map(ip -> ip.isV4() ? ip : ip.network(CLIENT_BITS_V6))
                .orElse(UNKNOWN_CLIENT);
    }

    private Quota noted(Quota quota) {
        if (quota.isExceeded()) {
            quota.limit().map(Limit::kind).map(limited::get).ifPresent(Counter::inc);
        }
        return quota;
    }
}
