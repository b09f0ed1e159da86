package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.internal.guard.Guards;
import dev.yatagarasu.core.internal.routing.RouteTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything one configuration brought into being. A reload puts another site in its place; this one closes its storage
 * when the last request that began on it is over.
 */
public final class Site {
    private static final Logger log = LoggerFactory.getLogger(Site.class);

    /** Added to the count of requests once retired, so that nobody enters any more. */
    private static final int RETIRED = 1 << 30;

    private final YatagarasuConfig config;
    private final Guards guards;
    private final Optional<Authenticator> admin;
    private final List<Bucket> buckets;
    private final Map<String, Bucket> byName;
    private final RouteTable<Bucket> routes;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean retired = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Puts a site together; it owns what it is given from now on.
     *
     * @param guards addresses and rates
     * @param admin finds out who asks on the admin port; empty where it does not matter
     */
    public Site(YatagarasuConfig config, List<Bucket> buckets, Guards guards, Optional<Authenticator> admin) {
        this.config = config;
        this.guards = guards;
        this.admin = admin;
        this.buckets = List.copyOf(buckets);
        this.byName = buckets.stream().collect(Collectors.toMap(Bucket::name, Function.identity()));
        this.routes = RouteTable.of(buckets.stream()
                .collect(Collectors.toMap(bucket -> bucket.config().pathPrefix(), Function.identity())));
    }

    /** The configuration it was made from. */
    public YatagarasuConfig config() {
        return config;
    }

    /** What stands before its buckets. */
    public Guards guards() {
        return guards;
    }

    /** All buckets, in the order of the configuration. */
    public List<Bucket> buckets() {
        return buckets;
    }

    /** How many requests may wait. */
    WaitPermits.Bounds waitBounds() {
        return new WaitPermits.Bounds(config.server().maxConcurrentRequests(), Math.max(1, buckets.size()));
    }

    /** The bucket of that name. */
    public Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All buckets by name. */
    public Map<String, Bucket> byName() {
        return byName;
    }

    /** Finds out who asks on the admin port; empty where it does not matter. */
    public Optional<Authenticator> admin() {
        return admin;
    }

    RouteTable<Bucket> routes() {
        return routes;
    }

    /** Forgets decisions of all policies, and returns how many there were. */
    public long forget(DecisionPurge purge) {
        return buckets.stream()
                .flatMap(bucket -> bucket.policy().stream())
                .mapToLong(policy -> policy.forget(purge))
                .sum();
    }

    /** Counts a request in, or other work that needs the storage; false if the site has been retired meanwhile. */
    public boolean enter() {
        if (inside.incrementAndGet() < RETIRED) {
            return true;
        }
        leave();
        return false;
    }

    /** Counts a request, or other work, out. */
    public void leave() {
        if (inside.decrementAndGet() == RETIRED) {
            close();
        }
    }

    /** Whether another site has taken its place. */
    boolean isRetired() {
        return inside.get() >= RETIRED;
    }

    /** Lets nobody in any more, and closes when the last one has left. */
    public void retire() {
        buckets.forEach(Bucket::retire);
        if (retired.compareAndSet(false, true) && inside.addAndGet(RETIRED) == RETIRED) {
            close();
        }
    }

    /**
     * In reverse order of creation; a bucket that fails to close does not keep the others open. Somebody who is turned
     * away while the last one leaves may come here a second time.
     */
    private void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        admin.ifPresent(authenticator -> close("the admin port", authenticator));
        buckets.reversed().forEach(bucket -> close(bucket.name(), bucket));
    }

    private static void close(String what, AutoCloseable component) {
        try {
            component.close();
        } catch (Throwable e) {
            log.warn("closing {} failed", what, e);
        }
    }
}
