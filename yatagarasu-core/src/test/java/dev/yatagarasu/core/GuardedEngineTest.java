package dev.yatagarasu.core;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.BucketRateLimit;
import dev.yatagarasu.core.config.IpFilterConfig;
import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.ServerRateLimit;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.IpRange;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A test of what stands before buckets: requests come from where it says, and time passes when it says. */
abstract class GuardedEngineTest extends EngineTest {
    static final String CLIENT = "192.0.2.7";

    final MetricRegistry metrics = new MetricRegistry();
    final AtomicLong nanos = new AtomicLong(-5);

    final BucketConfig.Builder files() {
        return bucket("files", "/files", storage);
    }

    final BucketConfig.Builder other() {
        return bucket("other", "/other", storage);
    }

    static IpFilterConfig filter(String allow, String block) {
        return new IpFilterConfig(ranges(allow), ranges(block));
    }

    static List<IpRange> ranges(String text) {
        return Stream.of(text.split(" "))
                .filter(range -> !range.isEmpty())
                .map(IpRange::of)
                .toList();
    }

    static ServerRateLimit global(int perSecond, int burst) {
        return new ServerRateLimit(Optional.of(new Rate(perSecond, burst)), Optional.empty());
    }

    static ServerRateLimit perIp(int perSecond, int burst) {
        return new ServerRateLimit(Optional.empty(), Optional.of(new Rate(perSecond, burst)));
    }

    static BucketRateLimit inAll(int perSecond, int burst) {
        return new BucketRateLimit(Optional.of(new Rate(perSecond, burst)), Optional.empty());
    }

    static YatagarasuConfig config(ServerConfig server, BucketConfig.Builder... buckets) {
        YatagarasuConfig.Builder config = YatagarasuConfig.builder().server(server);
        for (BucketConfig.Builder bucket : buckets) {
            config.bucket(bucket.build());
        }
        return config.build();
    }

    static YatagarasuConfig config(ServerRateLimit limits, BucketConfig.Builder... buckets) {
        return config(ServerConfig.defaults().withRateLimit(limits), buckets);
    }

    final void serve(YatagarasuConfig config) {
        start(config, builder -> builder.metrics(metrics).ticker(nanos::get));
    }

    final Reply sendAs(String method, String target, String client, String... headers) {
        Request request = new Request.Simple(method, target, Headers.of(headers), client);
        return switch (engine().begin(request)) {
            case Answer answer -> receive(answer, true);
            case Work work -> receive(work.finish(), false);
        };
    }

    final Reply ask(String target, String client, String... headers) {
        return sendAs("GET", target, client, headers);
    }

    /** The statuses of that many requests, one after the other. */
    final List<Integer> statuses(int requests, String target, String client) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(ask(target, client).status());
        }
        return statuses;
    }

    final void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    final long limited(String bucket, String limit) {
        return metrics.counter("yatagarasu_rate_limited{bucket=\"" + bucket + "\",limit=\"" + limit + "\"}")
                .getCount();
    }
}
