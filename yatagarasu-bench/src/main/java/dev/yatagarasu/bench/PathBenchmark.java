package dev.yatagarasu.bench;

import dev.yatagarasu.core.http.CanonicalPath;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the canonical form of a request's path cost? Targets of about 40 characters: without escapes, with a query,
 * with two escaped spaces, with escaped UTF-8, and two that are refused, one for a dot segment at its end and one for an
 * escaped dot segment.
 *
 * <p>{@code yatagarasu-bench/jmh '\.PathBenchmark' -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathBenchmark {
    // Not final: constants would be folded.
    private String plain = "/shared/2026/quarter-4/annual-report.pdf";
    private String query = "/shared/2026/annual-report.pdf?version=7";
    private String escaped = "/shared/2026/annual%20report%20final.pdf";
    private String unicode = "/shared/2026/J%C3%A4hresbericht-%E6%97%A5.pdf";
    private String dotSegment = "/shared/2026/quarter-4/annual-report/..";
    private String escapedDotSegment = "/shared/2026/%2e%2E/annual-report.pdf";

    @Benchmark
    public Optional<CanonicalPath> plain() {
        return CanonicalPath.of(plain);
    }

    @Benchmark
    public Optional<CanonicalPath> query() {
        return CanonicalPath.of(query);
    }

    @Benchmark
    public Optional<CanonicalPath> escaped() {
        return CanonicalPath.of(escaped);
    }

    @Benchmark
    public Optional<CanonicalPath> unicode() {
        return CanonicalPath.of(unicode);
    }

    @Benchmark
    public Optional<CanonicalPath> refusedDotSegment() {
        return CanonicalPath.of(dotSegment);
    }

    @Benchmark
    public Optional<CanonicalPath> refusedEscapedDotSegment() {
        return CanonicalPath.of(escapedDotSegment);
    }
}
