package dev.yatagarasu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, for a moment and in this JVM; what they measure here means nothing. */
final class BenchmarksTest {
    @BeforeAll
    static void allowOtherJmhRunsOnThisMachine() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void run_everyBenchmark_givesResult() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^dev\\.yatagarasu\\.bench\\.")
                        .param("entries", "200")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(2))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results.stream().map(BenchmarksTest::className).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "DecisionBenchmark",
                        "DiskOpenBenchmark",
                        "DiskTierBenchmark",
                        "FastLaneBenchmark",
                        "GuardBenchmark",
                        "JwtBenchmark",
                        "MemoryCacheBenchmark",
                        "NestedRoutingBenchmark",
                        "PathBenchmark",
                        "RangeBenchmark",
                        "RedisTierBenchmark",
                        "RoutingBenchmark",
                        "SigV4Benchmark",
                        "SigV4StepsBenchmark");
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive())
                .allSatisfy(result -> assertThat(result.getPrimaryResult().getScoreUnit())
                        .as("the unit at the head of the table")
                        .isEqualTo("ns/op"));
        assertThat(Jmh.markdown(results).lines().filter(line -> line.startsWith("| RangeBenchmark.parse | ranges = ")))
                .hasSize(9);
    }

    private static String className(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.", -1);
        return parts[parts.length - 2];
    }
}
