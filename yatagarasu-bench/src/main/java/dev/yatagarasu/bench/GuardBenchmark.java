package dev.yatagarasu.bench;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.IpFilterConfig;
import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.ServerRateLimit;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.IpRange;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.internal.guard.BucketGuard;
import dev.yatagarasu.core.internal.guard.ClientAddress;
import dev.yatagarasu.core.internal.guard.Guards;
import dev.yatagarasu.core.internal.guard.Quota;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What does it cost to find out whose request it is, and whether that client may ask? A filter of 1,000 ranges, a limit for
 * each of 100,000 addresses that ask in turn, and the client's address: of the connection itself, from each of the header
 * fields behind one trusted proxy.
 *
 * <p>{@code yatagarasu-bench/jmh Guard -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GuardBenchmark {
    private static final int RANGES = 1000;
    private static final int ADDRESSES = 100_000;

    private final Guards guards =
            Guards.none().next(config(), EngineMetrics.in(new MetricRegistry(), Optional.empty()), 0);
    private final BucketGuard filtered = guards.of("filtered");
    private final BucketGuard limited = guards.of("limited");
    private final ClientAddress[] clients = IntStream.range(0, ADDRESSES)
            .mapToObj(i -> client("100." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)))
            .toArray(ClientAddress[]::new);
    private final Request direct = request("192.0.2.7");
    private final Request listed = request("10.0.0.1", "x-forwarded-for", "198.51.100.1, 192.0.2.7, 10.0.0.2");
    private final Request forwarded = request("10.0.0.1", "forwarded", "for=\"[2001:db8::7]:4711\";proto=https");
    private int next;

    private static YatagarasuConfig config() {
        List<IpRange> ranges = IntStream.range(0, RANGES)
                .mapToObj(i -> IpRange.of("100." + i / 250 + "." + i % 250 + ".0/25"))
                .toList();
        return YatagarasuConfig.builder()
                .server(ServerConfig.defaults()
                        .withTrustedProxies(List.of(IpRange.of("10.0.0.0/8")))
                        .withRateLimit(
                                new ServerRateLimit(Optional.empty(), Optional.of(new Rate(1_000_000, 1_000_000)))))
                .bucket(bucket("filtered")
                        .ipFilter(new IpFilterConfig(ranges, List.of()))
                        .build())
                .bucket(bucket("limited").build())
                .build();
    }

    private static BucketConfig.Builder bucket(String name) {
        return BucketConfig.publicBucket(name, "/" + name, new FilesystemConfig(Path.of(".")));
    }

    private static Request request(String peer, String... headers) {
        return new Request.Simple("GET", "/limited/a", Headers.of(headers), peer);
    }

    private ClientAddress client(String address) {
        return guards.proxies().clientOf(request(address));
    }

    private ClientAddress nextClient() {
        next = next == ADDRESSES - 1 ? 0 : next + 1;
        return clients[next];
    }

    @Benchmark
    public boolean filter() {
        return filtered.blocks(this::nextClient);
    }

    @Benchmark
    public Quota limit() {
        return limited.count(this::nextClient, System.nanoTime());
    }

    @Benchmark
    public ClientAddress clientDirect() {
        return guards.proxies().clientOf(direct);
    }

    @Benchmark
    public ClientAddress clientListed() {
        return guards.proxies().clientOf(listed);
    }

    @Benchmark
    public ClientAddress clientForwarded() {
        return guards.proxies().clientOf(forwarded);
    }
}
