package dev.yatagarasu.bench;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import dev.yatagarasu.core.config.FailMode;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.PolicyMetrics;
import dev.yatagarasu.core.internal.policy.Policy;
import dev.yatagarasu.core.internal.policy.PolicyQuestion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to recall what a policy has decided? Decisions about 1,000 readers with claims, who ask in turn; what is
 * asked is put together anew each time, as for a request.
 *
 * <p>{@code yatagarasu-bench/jmh Decision -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {
    private static final int READERS = 1000;
    private static final String KEY = "reports/2026/summary.pdf";

    private final Policy policy = new Policy(
            new Anybody(),
            new Policy.Setup(
                    "files",
                    FailMode.CLOSED,
                    DecisionCacheConfig.defaults(),
                    64L * 1024 * 1024,
                    Clock.systemUTC(),
                    new PolicyMetrics(EngineMetrics.in(new MetricRegistry(), Optional.empty()), "files")));
    private final List<Optional<Principal>> readers =
            IntStream.range(0, READERS).mapToObj(DecisionBenchmark::reader).toList();
    private int next;

    private static final class Anybody implements Authorizer {
        @Override
        public Decision authorize(AccessRequest request) {
            return new Decision.Allow();
        }

        @Override
        public void close() {}
    }

    private static Optional<Principal> reader(int number) {
        return Optional.of(new Principal(
                "reader-" + number,
                Map.of("iss", "https://login.example.com/", "roles", List.of("reader", "staff"), "team", "a")));
    }

    private PolicyQuestion nextQuestion() {
        next = next == READERS - 1 ? 0 : next + 1;
        return new PolicyQuestion(readers.get(next), "GET", KEY, Optional.empty(), RequestDetails.none());
    }

    @Setup(Level.Trial)
    public void decide() {
        for (int i = 0; i < READERS; i++) {
            policy.decide(nextQuestion(), "/files/" + KEY, Instant.MAX);
        }
        if (policy.recall(nextQuestion()).isEmpty()) {
            throw new IllegalStateException("a decision is not remembered");
        }
    }

    @Benchmark
    public Optional<Decision> remembered() {
        return policy.recall(nextQuestion());
    }
}
