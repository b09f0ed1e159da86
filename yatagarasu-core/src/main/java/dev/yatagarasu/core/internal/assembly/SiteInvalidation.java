package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.internal.cache.Invalidation;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import java.util.function.Supplier;

/** What an engine remembers, and other instances may want forgotten: objects, and decisions about who may read them. */
record SiteInvalidation(ObjectCache cache, Supplier<Site> site) implements Invalidation.Target {
    @Override
    public void purge(Purge purge) {
        cache.purgeHeard(purge);
    }

    @Override
    public void purge(DecisionPurge purge) {
        site.get().forget(purge);
    }

    @Override
    public void distrust() {
        Site now = site.get();
        cache.distrust(now.buckets().stream().map(Bucket::cacheName).toList());
        now.forget(DecisionPurge.all());
    }

    @Override
    public boolean isSettled() {
        return cache.owesNothing();
    }
}
