package dev.yatagarasu.bench;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.core.http.RangeHeader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does parsing a {@code Range} field cost? One range with both ends, an open one, a suffix, lists of 2 to 20, one
 * that turns out malformed at its last character, and another unit than bytes.
 *
 * <p>{@code yatagarasu-bench/jmh Range -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RangeBenchmark {
    /** What the field asks for. */
    @Param({"one", "open", "suffix", "2", "5", "10", "20", "malformed", "unit"})
    public String ranges = "one";

    private String field = "";

    @Setup(Level.Trial)
    public void spell() {
        field = switch (ranges) {
            case "one" -> "bytes=1048576-2097151";
            case "open" -> "bytes=1048576-";
            case "suffix" -> "bytes=-65536";
            case "malformed" -> "bytes=1048576-2097151x";
            case "unit" -> "seconds=10-20";
            default -> list(Integer.parseInt(ranges));
        };
    }

    private static String list(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i * 1_000_000 + "-" + (i * 1_000_000 + 65_535))
                .collect(Collectors.joining(", ", "bytes=", ""));
    }

    @Benchmark
    public List<ByteRange> parse() {
        return RangeHeader.parse(field);
    }
}
