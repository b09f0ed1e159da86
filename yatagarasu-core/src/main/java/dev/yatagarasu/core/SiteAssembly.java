package dev.yatagarasu.core;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Engine;
import dev.yatagarasu.core.engine.Gate;
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.guard.Guards;
import dev.yatagarasu.core.identity.Identifier;
import dev.yatagarasu.core.identity.Identifiers;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.PolicyMetrics;
import dev.yatagarasu.core.metrics.StorageMetrics;
import dev.yatagarasu.core.policy.Policies;
import dev.yatagarasu.core.policy.Policy;
import dev.yatagarasu.core.storage.StorageBackends;
import dev.yatagarasu.core.storage.StorageLease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Brings what a configuration describes into being: all of it, or nothing and a list of all that is wrong. */
record SiteAssembly(Makers makers, ObjectCache cache, EngineMetrics metrics, Engine.Time time, Executor executor) {

    /** What makes the components of buckets, built-in ones and those of plug-ins. */
    record Makers(StorageBackends storage, Identifiers identity, Policies policy) {}

    /** The site of {@code config}; its guards go on with what those {@code before} have counted. */
    Site assemble(YatagarasuConfig config, Guards before) {
        return new Assembling(config).assemble(before);
    }

    /** What has been made for one bucket. */
    private record Components(
            BucketConfig bucket,
            Optional<StorageLease> storage,
            Optional<Identifier> identifier,
            Optional<Authorizer> authorizer) {}

    /** One run: what has been made so far, and what was found to be wrong. */
    private final class Assembling {
        private final YatagarasuConfig config;
        private final Optional<ObjectCache> shared;
        private final List<AutoCloseable> made = new ArrayList<>();
        private final Map<IdentityConfig, Optional<Identifier>> identifiers = new HashMap<>();
        private final Set<Problem> problems = new LinkedHashSet<>();
        private final ReaderMemory memory;

        Assembling(YatagarasuConfig config) {
            this.config = config;
            this.shared = config.cache().enabled() ? Optional.of(cache) : Optional.empty();
            this.memory = ReaderMemory.of(config, Runtime.getRuntime().maxMemory());
        }

        Site assemble(Guards before) {
            try {
                List<Components> components =
                        config.buckets().stream().map(this::components).toList();
                Optional<Identifier> admin = config.admin()
                        .flatMap(AdminConfig::jwt)
                        .flatMap(jwt -> identifier(new IdentityConfig.Jwt(jwt), context("admin")));
                if (!problems.isEmpty()) {
                    throw new ConfigurationException(List.copyOf(problems));
                }
                Guards guards = before.next(config, metrics, time.ticker().getAsLong());
                List<Bucket> buckets =
                        components.stream().map(made -> bucket(made, guards)).toList();
                return new Site(config, buckets, new Site.Doors(guards, admin));
            } catch (RuntimeException | Error e) {
                closeAll(e);
                throw e;
            }
        }

        private Components components(BucketConfig bucket) {
            ComponentContext context = context(bucket.name());
            return new Components(
                    bucket,
                    make(() -> Optional.of(makers.storage.lease(bucket, context)))
                            .filter(storage -> offersWhatItHas(bucket, storage)),
                    bucket.auth().flatMap(auth -> identifier(auth.identity(), context)),
                    bucket.auth().flatMap(auth -> make(() -> makers.policy.create(auth.policy(), context))));
        }

        private boolean offersWhatItHas(BucketConfig bucket, StorageLease storage) {
            if (bucket.versions() && !storage.keepsVersions()) {
                problems.add(new Problem(
                        "buckets." + bucket.name() + ".versions",
                        0,
                        "is true, but the bucket's storage keeps no versions: remove it"));
                return false;
            }
            return true;
        }

        /** What finds out who asks. Where the same tokens are good, they are checked and remembered once. */
        private Optional<Identifier> identifier(IdentityConfig identity, ComponentContext context) {
            Supplier<Optional<Identifier>> one =
                    () -> make(() -> makers.identity.create(identity, context, memory.tokens()));
            return identity instanceof IdentityConfig.Jwt
                    ? identifiers.computeIfAbsent(identity, added -> one.get())
                    : one.get();
        }

        private Bucket bucket(Components made, Guards guards) {
            BucketConfig bucket = made.bucket;
            Optional<Gate> gate = bucket.auth()
                    .map(auth -> new Gate(
                            made.identifier, made.authorizer.map(asked -> policy(bucket.name(), auth, asked))));
            return new Bucket(
                    bucket,
                    new Bucket.Parts(
                            guards.of(bucket.name()),
                            gate,
                            made.storage.orElseThrow(),
                            shared,
                            new Bucket.Counted(
                                    metrics.requests(bucket.name()), new StorageMetrics(metrics, bucket.name())),
                            time.clock()));
        }

        private Policy policy(String bucket, AuthConfig auth, Authorizer authorizer) {
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

        private ComponentContext context(String name) {
            return new ComponentContext(name, time.clock(), executor);
        }

        private <C extends AutoCloseable> Optional<C> make(Supplier<Optional<C>> component) {
            try {
                Optional<C> ready = component.get();
                ready.ifPresent(made::add);
                return ready;
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        private void closeAll(Throwable reason) {
            for (AutoCloseable component : made.reversed()) {
                try {
                    component.close();
                } catch (Exception e) {
                    reason.addSuppressed(e);
                }
            }
        }
    }
}
