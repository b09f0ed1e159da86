package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.internal.identity.KeySetStatus;
import dev.yatagarasu.core.report.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Probes side by side, each for a bounded time. They read, and change nothing. */
final class Probing {
    private static final String ANSWERS = "answers";
    /** No object is called that, and nobody. */
    private static final String NAME = ".yatagarasu/probe";

    private final Executor executor;
    private final Duration patience;
    private final List<CompletableFuture<ProbeResult>> running = new ArrayList<>();

    Probing(Executor executor, Duration patience) {
        this.executor = executor;
        this.patience = patience;
    }

    void storage(String bucket, StorageBackend storage) {
        String what = "storage of bucket " + bucket;
        start(what, () -> switch (storage.probe()) {
            case StorageHealth.Up up -> new ProbeResult(what, true, ANSWERS);
            case StorageHealth.Down down -> new ProbeResult(what, false, down.detail());
        });
    }

    /** Either decision is an answer. */
    void policy(String bucket, Authorizer authorizer) {
        String what = "policy of bucket " + bucket;
        AccessRequest question = new AccessRequest(
                Optional.of(Principal.of(NAME)), "GET", bucket, NAME, "/" + NAME, RequestDetails.none());
        start(what, () -> {
            Decision unused = Objects.requireNonNull(authorizer.authorize(question), "it gives no decision");
            return new ProbeResult(what, true, ANSWERS);
        });
    }

    void keySet(String url, Supplier<KeySetStatus> look) {
        String what = "key set " + url;
        start(what, () -> {
            KeySetStatus found = look.get();
            String problem = found.problem().orElse("it did not come in time");
            return found.keys() > 0
                    ? new ProbeResult(what, true, ANSWERS + ", keys: " + found.keys())
                    : new ProbeResult(what, false, problem);
        });
    }

    void tier(String type, CacheTier tier) {
        String what = "cache tier " + type;
        start(what, () -> {
            Optional<CachedHead> unused = tier.head(ObjectKey.of(NAME, NAME));
            return new ProbeResult(what, true, ANSWERS);
        });
    }

    void found(ProbeResult result) {
        running.add(CompletableFuture.completedFuture(result));
    }

    private void start(String what, Supplier<ProbeResult> probe) {
        ProbeResult tooLate = new ProbeResult(what, false, "no answer within " + patience.toMillis() + " ms");
        running.add(CompletableFuture.supplyAsync(() -> outcome(what, probe), executor)
                .completeOnTimeout(tooLate, patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static ProbeResult outcome(String what, Supplier<ProbeResult> probe) {
        try {
            return probe.get();
        } catch (RuntimeException | LinkageError e) {
            return new ProbeResult(what, false, Reason.of(e));
        }
    }

    /** What each found, in the order in which they were started. Waits for all. */
    List<ProbeResult> results() {
        return running.stream().map(CompletableFuture::join).toList();
    }
}
