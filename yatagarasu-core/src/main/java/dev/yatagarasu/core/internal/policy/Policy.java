package dev.yatagarasu.core.internal.policy;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.PolicyInputs;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import dev.yatagarasu.core.config.FailMode;
import dev.yatagarasu.core.internal.metrics.PolicyMetrics;
import dev.yatagarasu.core.internal.resilience.Outage;
import dev.yatagarasu.core.internal.resilience.SingleFlight;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy of one bucket at work: asks its authorizer once for all who wait for the same decision, remembers decisions,
 * and never takes a failure for one. Safe from any thread.
 */
public final class Policy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Policy.class);

    private final Setup setup;
    private final Authorizer authorizer;
    private final PolicyInputs inputs;
    private final DecisionCache remembered;
    private final SingleFlight<PolicyQuestion, Decision> flights = new SingleFlight<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Outage outage;

    /**
     * What a policy is made with.
     *
     * @param bucket name of the bucket, for logs
     * @param failMode what becomes of requests while the policy cannot be asked
     * @param decisionCache how long decisions are remembered, and how many
     * @param decisionBytes what the remembered ones may take of the heap
     * @param clock tells when they are to be forgotten
     * @param metrics where decisions are counted
     */
    public record Setup(
            String bucket,
            FailMode failMode,
            DecisionCacheConfig decisionCache,
            long decisionBytes,
            Clock clock,
            PolicyMetrics metrics) {}

    /** A policy that asks {@code authorizer}, which it owns from now on. */
    public Policy(Authorizer authorizer, Setup setup) {
        this.setup = setup;
        this.authorizer = authorizer;
        this.inputs = authorizer.inputs();
        this.outage = new Outage(setup.clock, log::warn);
        this.remembered = new DecisionCache(setup.decisionCache, setup.decisionBytes, setup.clock);
    }

    /** What it wants to see of requests. */
    public PolicyInputs inputs() {
        return inputs;
    }

    /** The decision, if it is remembered. Never blocks. */
    public Optional<Decision> recall(PolicyQuestion question) {
        Optional<Decision> decision = remembered.recall(question);
        decision.ifPresent(setup.metrics::remembered);
        return decision;
    }

    /**
     * The decision, remembered or asked for. Blocks.
     *
     * @param path the canonical path that leads to the question's key; starts with a slash
     * @param validUntil when the credentials behind the request end
     * @throws PolicyUnavailableException if there is none, and the request must not go on without
     */
    public Decision decide(PolicyQuestion question, String path, Instant validUntil) {
        try {
            return flights.fly(question, () -> lead(question, path, validUntil)).value();
        } catch (RuntimeException e) {
            return withoutDecision(question, e);
        }
    }

    private Decision lead(PolicyQuestion question, String path, Instant validUntil) {
        Optional<Decision> cameMeanwhile = recall(question);
        if (cameMeanwhile.isPresent()) {
            return cameMeanwhile.get();
        }
        long purges = remembered.purges();
        Decision decision = ask(question.of(setup.bucket, path));
        remembered.remember(question, decision, validUntil, purges);
        return decision;
    }

    private Decision ask(AccessRequest request) {
        try {
            Decision decision =
                    setup.metrics.timed(() -> Objects.requireNonNull(authorizer.authorize(request), "no decision"));
            trouble.set(null);
            if (outage.works()) {
                log.info("the policy of bucket {} can be asked again", setup.bucket);
            }
            setup.metrics.asked(decision);
            return decision;
        } catch (RuntimeException e) {
            trouble.set(String.valueOf(e.getMessage()));
            outage.fails("the policy of bucket " + setup.bucket + " cannot be asked: " + e.getMessage());
            log.debug("the policy of bucket {}", setup.bucket, e);
            setup.metrics.failed();
            throw e;
        }
    }

    /** A request whose sender nobody knows never goes on without a decision. */
    private Decision withoutDecision(PolicyQuestion question, RuntimeException failure) {
        if (setup.failMode == FailMode.OPEN && question.principal().isPresent()) {
            setup.metrics.letIn();
            return new Decision.Allow();
        }
        throw new PolicyUnavailableException("the policy of bucket " + setup.bucket + " cannot be asked", failure);
    }

    /** Forgets decisions, and returns how many there were. What is being asked now is not remembered. */
    public long forget(DecisionPurge purge) {
        if (purge.bucket().filter(bucket -> !bucket.equals(setup.bucket)).isPresent()) {
            return 0;
        }
        Predicate<PolicyQuestion> which = question -> concerns(purge, question);
        flights.forget(which);
        return remembered.forget(which);
    }

    private static boolean concerns(DecisionPurge purge, PolicyQuestion question) {
        return purge.principal().isEmpty()
                || question.principal()
                        .filter(who -> who.id().equals(purge.principal().get()))
                        .isPresent();
    }

    /** Decisions that are remembered now. */
    public long size() {
        return remembered.size();
    }

    /** Why it could not be asked the last time, for operators; empty if it could, or was never asked. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public void close() {
        authorizer.close();
    }
}
