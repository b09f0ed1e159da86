package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftBucket;
import dev.yatagarasu.core.config.DraftPart;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.PolicyConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.internal.identity.KeySets;
import dev.yatagarasu.core.report.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that an engine would be made of, for a look at it: nothing is served, nothing is probed unless asked, the
 * cache's directory is not opened, and nothing is changed in it or elsewhere. What the application made itself is left out.
 * For one thread; close it.
 */
public final class TrialAssembly implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrialAssembly.class);

    private final EngineParts parts;
    private final ConfigDraft draft;
    private final KeySets keySets;
    private final CacheAssembly cache;
    private final SiteParts site;
    private final Map<String, SiteParts.OfBucket> buckets = new LinkedHashMap<>();

    /** Throws {@link ConfigurationException} with all that is wrong; then nothing stays open but the parts. */
    public TrialAssembly(EngineParts parts, ConfigDraft draft) {
        this.parts = parts;
        this.draft = draft;
        this.keySets = new KeySets(parts.clock(), parts.executor());
        Faults faults = new Faults(draft);
        this.cache = new CacheAssembly(parts, faults).assemble(pluginTiers(draft));
        draft.tiers().stream()
                .filter(part -> part.config() instanceof TierConfig.Disk)
                .forEach(cache::check);
        try {
            this.site = new SiteParts(faults.needed(() -> parts.makers(keySets)), faults, 0);
        } catch (RuntimeException | Error e) {
            cache.close();
            keySets.close();
            throw e;
        }
        try {
            draft.buckets().forEach(bucket -> buckets.put(bucket.name(), site.of(withoutProvided(bucket))));
            Optional<Authenticator> unused = site.admin(draft);
            faults.throwIfAny();
        } catch (RuntimeException | Error e) {
            closeComponents();
            throw e;
        }
    }

    private static List<DraftPart<TierConfig>> pluginTiers(ConfigDraft draft) {
        return draft.tiers().stream()
                .filter(part -> part.config() instanceof TierConfig.Plugin)
                .toList();
    }

    /** The bucket without components that the application has created: these are open, and are not checked. */
    private static DraftBucket withoutProvided(DraftBucket bucket) {
        return new DraftBucket(
                bucket.path(),
                bucket.name(),
                bucket.offers(),
                bucket.replicas().stream()
                        .filter(one -> !(one.storage().config() instanceof StorageConfig.Provided))
                        .toList(),
                bucket.identity().filter(part -> !(part.config() instanceof IdentityConfig.Provided)),
                bucket.policy().filter(part -> !(part.config() instanceof PolicyConfig.Provided)));
    }

    /** The configuration, in which nothing was found to be wrong. */
    public YatagarasuConfig config() {
        return draft.config();
    }

    /**
     * Asks the storage and the policy of each bucket, each published key set and each tier of the cache whether it answers,
     * all at once. Blocks.
     *
     * @param patience how long to wait for each
     * @return what was found, one result for each, in the order of the configuration
     */
    public List<ProbeResult> probe(Duration patience) {
        Probing probing = new Probing(parts.executor(), patience);
        buckets.forEach((name, made) -> {
            made.storage().ifPresent(storage -> probing.storage(name, storage));
            made.authorizer().ifPresent(authorizer -> probing.policy(name, authorizer));
        });
        keySets.looks().forEach(probing::keySet);
        draft.tiers().stream()
                .filter(part -> part.config() instanceof TierConfig.Disk)
                .forEach(part -> probing.found(new ProbeResult("cache tier disk", true, "can be used")));
        cache.tiers().forEach(made -> probing.tier(made.name(), made.tier()));
        return probing.results();
    }

    /** Gives everything back. */
    @Override
    public void close() {
        closeComponents();
        parts.close();
    }

    private void closeComponents() {
        site.closeAll(e -> log.debug("a component cannot be closed", e));
        cache.close();
        keySets.close();
    }
}
