package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftBucket;
import dev.yatagarasu.core.config.DraftPart;
import dev.yatagarasu.core.config.DraftReplica;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.internal.identity.Authenticators;
import dev.yatagarasu.core.internal.policy.Policies;
import dev.yatagarasu.core.internal.storage.BucketStorages;
import dev.yatagarasu.core.internal.storage.ReplicatedStorage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the components of buckets, and of the admin port, and closes them again if they are not to be used. */
final class SiteParts {
    private final Makers makers;
    private final Faults faults;
    private final long tokenBytes;
    private final List<AutoCloseable> made = new ArrayList<>();
    private final Map<IdentityConfig, Optional<Authenticator>> authenticators = new HashMap<>();

    /** What makes components, built-in ones and those of plug-ins, and what they are handed. */
    record Makers(BucketStorages storage, Authenticators identity, Policies policy, Clock clock, Executor executor) {
        ComponentContext context(String name) {
            return new ComponentContext(name, clock, executor);
        }
    }

    /** What has been made for one bucket. */
    record OfBucket(
            Optional<ReplicatedStorage> storage,
            Optional<Authenticator> authenticator,
            Optional<Authorizer> authorizer) {}

    SiteParts(Makers makers, Faults faults, long tokenBytes) {
        this.makers = makers;
        this.faults = faults;
        this.tokenBytes = tokenBytes;
    }

    /** The components of one bucket; what cannot be made is among the faults. */
    OfBucket of(DraftBucket bucket) {
        ComponentContext context = makers.context(bucket.name());
        Optional<ReplicatedStorage> storage = storage(bucket, context);
        if (bucket.offers().versions() && !mayKeepVersions(bucket, storage)) {
            faults.add(bucket.path() + ".versions", "is true, but the bucket's storage keeps no versions: remove it");
        }
        return new OfBucket(
                storage,
                bucket.identity().flatMap(part -> authenticator(part, context)),
                bucket.policy().flatMap(part -> make(part, () -> makers.policy().create(part.config(), context))));
    }

    /** What all replicas make up; nothing if one of them cannot be made. */
    private Optional<ReplicatedStorage> storage(DraftBucket bucket, ComponentContext context) {
        List<BucketStorages.Made> replicas = new ArrayList<>();
        for (DraftReplica draft : bucket.replicas()) {
            BucketStorages.Wanted wanted = new BucketStorages.Wanted(
                    draft.name(),
                    draft.storage().config(),
                    draft.onMissing(),
                    bucket.replicas().size() == 1);
            make(
                            draft.storage(),
                            () -> Optional.of(makers.storage()
                                    .make(wanted, bucket.offers().metadata(), context)))
                    .ifPresent(replicas::add);
        }
        return replicas.isEmpty() || replicas.size() < bucket.replicas().size()
                ? Optional.empty()
                : Optional.of(makers.storage().of(bucket.name(), context.clock(), replicas));
    }

    /** Whether there are versions, or that cannot be known because the storage cannot be made. */
    private static boolean mayKeepVersions(DraftBucket bucket, Optional<ReplicatedStorage> storage) {
        boolean someIsDirectory =
                bucket.replicas().stream().anyMatch(one -> one.storage().config() instanceof FilesystemConfig);
        return storage.map(ReplicatedStorage::keepsVersions).orElse(!someIsDirectory);
    }

    /** What finds out who may use the admin port, where tokens tell. */
    Optional<Authenticator> admin(ConfigDraft draft) {
        return draft.admin().flatMap(part -> authenticator(part, makers.context("admin")));
    }

    /** What finds out who asks. Where the same tokens are good, they are checked and remembered once. */
    private Optional<Authenticator> authenticator(DraftPart<IdentityConfig> part, ComponentContext context) {
        Supplier<Optional<Authenticator>> one =
                () -> make(part, () -> makers.identity().create(part.config(), context, tokenBytes));
        return part.config() instanceof IdentityConfig.Jwt
                ? authenticators.computeIfAbsent(part.config(), added -> one.get())
                : one.get();
    }

    private <C extends AutoCloseable> Optional<C> make(DraftPart<?> part, Supplier<Optional<C>> maker) {
        Optional<C> component = faults.making(part, maker);
        component.ifPresent(made::add);
        return component;
    }

    /** Gives everything back, and tells of what fails. */
    void closeAll(Consumer<Exception> failed) {
        for (AutoCloseable component : made.reversed()) {
            try {
                component.close();
            } catch (Exception e) {
                failed.accept(e);
            }
        }
    }
}
