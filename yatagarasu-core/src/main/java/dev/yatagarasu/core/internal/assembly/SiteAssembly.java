package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Gate;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.engine.TimeSource;
import dev.yatagarasu.core.internal.guard.Guards;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.PolicyMetrics;
import dev.yatagarasu.core.internal.metrics.StorageMetrics;
import dev.yatagarasu.core.internal.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Brings what a configuration describes into being: all of it, or nothing and a list of all that is wrong. */
record SiteAssembly(SiteParts.Makers makers, ObjectCache cache, EngineMetrics metrics, TimeSource time) {

    /**
     * The site of {@code draft}; its guards go on with what those {@code before} have counted.
     *
     * @param faults what was found to be wrong so far
     */
    Site assemble(ConfigDraft draft, Faults faults, Guards before) {
        ClientMemoryBudget memory =
                ClientMemoryBudget.of(draft, Runtime.getRuntime().maxMemory());
        SiteParts parts = new SiteParts(makers, faults, memory.tokens());
        try {
            List<SiteParts.OfBucket> made =
                    draft.buckets().stream().map(parts::of).toList();
            Optional<Authenticator> admin = parts.admin(draft);
            faults.throwIfAny();
            YatagarasuConfig config = draft.config();
            Guards guards = before.next(config, metrics, time.ticker().getAsLong());
            List<Bucket> buckets = IntStream.range(0, made.size())
                    .mapToObj(i -> bucket(config, i, made.get(i), new Around(guards, memory)))
                    .toList();
            return new Site(config, buckets, guards, admin);
        } catch (RuntimeException | Error e) {
            parts.closeAll(e::addSuppressed);
            throw e;
        }
    }

    /** What all buckets of a site have in common. */
    private record Around(Guards guards, ClientMemoryBudget memory) {}

    private Bucket bucket(YatagarasuConfig config, int position, SiteParts.OfBucket made, Around around) {
        BucketConfig bucket = config.buckets().get(position);
        Optional<Gate> gate = bucket.auth()
                .map(auth -> new Gate(
                        made.authenticator(),
                        made.authorizer().map(asked -> policy(bucket.name(), auth, asked, around.memory))));
        return new Bucket(
                bucket,
                new Bucket.Parts(
                        around.guards.of(bucket.name()),
                        gate,
                        made.storage().orElseThrow(),
                        config.cache().enabled() ? Optional.of(cache) : Optional.empty(),
                        new Bucket.Counted(metrics.requests(bucket.name()), new StorageMetrics(metrics, bucket.name())),
                        time.clock()));
    }

    private Policy policy(String bucket, AuthConfig auth, Authorizer authorizer, ClientMemoryBudget memory) {
        return new Policy(
                authorizer,
                new Policy.Setup(
                        bucket,
                        auth.failMode(),
                        auth.decisionCache(),
                        memory.decisions(),
                        time.clock(),
                        new PolicyMetrics(metrics, bucket)));
    }
}
