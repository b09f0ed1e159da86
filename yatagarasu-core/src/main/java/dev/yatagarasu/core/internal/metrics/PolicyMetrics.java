package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.core.report.MetricFamily;
import java.util.function.Supplier;

/** Counts what the policy of one bucket decides. Safe from any thread; a few nanoseconds a decision. */
public final class PolicyMetrics {
    private final Counter rememberedAllow;
    private final Counter rememberedDeny;
    private final Counter askedAllow;
    private final Counter askedDeny;
    private final Counter failed;
    private final Counter letIn;
    private final Timer duration;

    /** Counts under the bucket's name. */
    public PolicyMetrics(EngineMetrics metrics, String bucket) {
        this.rememberedAllow = counter(metrics, bucket, "allow", "memory");
        this.rememberedDeny = counter(metrics, bucket, "deny", "memory");
        this.askedAllow = counter(metrics, bucket, "allow", "policy");
        this.askedDeny = counter(metrics, bucket, "deny", "policy");
        this.failed = metrics.counter(MetricFamily.POLICY_FAILURES, "bucket", bucket);
        this.letIn = metrics.counter(MetricFamily.POLICY_LET_IN_UNDECIDED, "bucket", bucket);
        this.duration = metrics.durations(MetricFamily.POLICY_DURATION, "bucket", bucket);
    }

    private static Counter counter(EngineMetrics metrics, String bucket, String decision, String from) {
        return metrics.counter(MetricFamily.POLICY_DECISIONS, "bucket", bucket, "decision", decision, "from", from);
    }

    /** Counts a decision that was remembered. */
    public void remembered(Decision decision) {
        (decision instanceof Decision.Allow ? rememberedAllow : rememberedDeny).inc();
    }

    /** Counts a decision that the policy made. */
    public void asked(Decision decision) {
        (decision instanceof Decision.Allow ? askedAllow : askedDeny).inc();
    }

    /** Counts that the policy could not be asked. */
    public void failed() {
        failed.inc();
    }

    /** Counts a request that went on without a decision, since the bucket fails open. */
    public void letIn() {
        letIn.inc();
    }

    /** Does {@code question} and notes how long that takes. */
    public <T> T timed(Supplier<T> question) {
        return duration.timeSupplier(question);
    }
}
