package dev.yatagarasu.bench;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the engine add to an answer from memory? A whole exchange without a front end: {@code begin} on a cached
 * object of 1 KiB and {@code completed} on the answer, request id and metrics included. Whole, a range, a condition that
 * holds (304), HEAD, and a path without a route (404).
 *
 * <p>{@code yatagarasu-bench/jmh FastLane -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FastLaneBenchmark {
    private static final String TARGET = "/shared/2026/annual-report.pdf";

    private final Yatagarasu yatagarasu = Samples.engine(1024);
    private final Request whole = request("GET", TARGET);
    private final Request head = request("HEAD", TARGET);
    private final Request range = request("GET", TARGET, "range", "bytes=100-199");
    private final Request condition = request("GET", TARGET, "if-none-match", Samples.ETAG);
    private final Request unrouted = request("GET", "/elsewhere/2026/annual-report.pdf");

    private static Request request(String method, String target, String... more) {
        Headers.Builder headers = Headers.builder()
                .add("host", "files.example.com")
                .add("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .add("accept", "*/*")
                .add("accept-encoding", "gzip, deflate, br");
        Headers.of(more).forEach(headers::add);
        return Request.of(method, target, headers.build());
    }

    @Setup(Level.Trial)
    public void fill() {
        if (yatagarasu.begin(whole) instanceof Work work) {
            work.finish().completed();
        }
        expect(200, whole);
        expect(200, head);
        expect(206, range);
        expect(304, condition);
        expect(404, unrouted);
    }

    private void expect(int status, Request request) {
        int found = exchange(request).status();
        if (found != status) {
            throw new IllegalStateException("expected " + status + ", found " + found);
        }
    }

    private Answer exchange(Request request) {
        return switch (yatagarasu.begin(request)) {
            case Answer answer -> {
                answer.completed();
                yield answer;
            }
            case Work work -> throw new IllegalStateException("not in the fast lane: " + request.target());
        };
    }

    @TearDown(Level.Trial)
    public void close() {
        yatagarasu.close();
    }

    @Benchmark
    public Answer whole() {
        return exchange(whole);
    }

    @Benchmark
    public Answer head() {
        return exchange(head);
    }

    @Benchmark
    public Answer range() {
        return exchange(range);
    }

    @Benchmark
    public Answer notModified() {
        return exchange(condition);
    }

    @Benchmark
    public Answer notFound() {
        return exchange(unrouted);
    }
}
