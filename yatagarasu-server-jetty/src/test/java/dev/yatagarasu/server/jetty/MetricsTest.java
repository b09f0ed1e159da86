package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.UniformReservoir;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.YatagarasuBuilder;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Histogram.Bucket;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.MetricType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus is shown, as a parser reads it. */
class MetricsTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\\n]|\\\\.)*\",?)*})? (NaN|[+-]Inf|-?[0-9.E-]+)");

    private final MetricRegistry registry = new MetricRegistry();

    @TempDir
    Path directory;

    @BeforeEach
    void putObject() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "0123456789");
    }

    private Yatagarasu engine(UnaryOperator<YatagarasuBuilder> settings) {
        YatagarasuConfig config = YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withAddress("127.0.0.1", 0))
                .admin(new AdminConfig("127.0.0.1", 0))
                .bucket(BucketConfig.publicBucket("files", "/files", new FilesystemConfig(directory))
                        .build())
                .build();
        return settings.apply(Yatagarasu.builder().config(config)).build();
    }

    /** A server before an engine that counts in the registry, while {@code test} runs. */
    private void serving(Serving test) throws Exception {
        try (Yatagarasu engine = engine(builder -> builder.metrics(registry));
                YatagarasuServer server = YatagarasuServer.start(engine)) {
            test.run(server);
        }
    }

    private interface Serving {
        void run(YatagarasuServer server) throws Exception;
    }

    private static HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private static String page(YatagarasuServer server) throws Exception {
        HttpResponse<String> page = get(server.adminPort().orElseThrow(), "/metrics");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return page.body();
    }

    /** Until every request is counted: that happens after its last byte. */
    private static String pageAfter(YatagarasuServer server, String wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String page = page(server);
        while (!page.contains(wanted) && System.nanoTime() < deadline) {
            page = page(server);
        }
        assertThat(page).contains(wanted);
        return page;
    }

    private static Map<String, MetricFamily> parsed(String page) throws IOException {
        var parser =
                new TextPrometheusMetricDataParser(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        Map<String, MetricFamily> families = new TreeMap<>();
        for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
            families.put(family.getName(), family);
        }
        return families;
    }

    @Test
    void metrics_everyLine_isASampleOfAFamilyThatIsDescribedOnce() throws Exception {
        registry.meter("application orders (per \"day\")").mark();
        serving(server -> {
            get(server.port(), "/files/a.txt");
            String page = pageAfter(server, "yatagarasu_requests_total{");
            Set<String> seen = new HashSet<>();
            List<String> described = new ArrayList<>();
            for (String line : page.split("\n", -1)) {
                assertThat(seen.add(line) || line.isEmpty())
                        .as("twice: " + line)
                        .isTrue();
                if (line.startsWith("# TYPE ")) {
                    described.add(line.split(" ", -1)[2]);
                } else if (!line.startsWith("# HELP ") && !line.isEmpty()) {
                    assertThat(line).matches(SAMPLE);
                    assertThat(line).startsWith(described.getLast());
                }
            }
            assertThat(described).doesNotHaveDuplicates();
            assertThat(page.split("\n# HELP ", -1)).hasSize(described.size());
            assertThat(parsed(page).keySet()).containsExactlyInAnyOrderElementsOf(described);
        });
    }

    @Test
    void metrics_counters_endInTotalAndNothingElseDoes() throws Exception {
        serving(server -> {
            get(server.port(), "/files/a.txt");
            parsed(pageAfter(server, "yatagarasu_requests_total{")).forEach((name, family) -> {
                if (name.startsWith("yatagarasu_")) {
                    assertThat(family.getType() == MetricType.COUNTER).as(name).isEqualTo(name.endsWith("_total"));
                    assertThat(family.getHelp()).as(name).isNotEmpty();
                    assertThat(dev.yatagarasu.core.report.MetricFamily.named(name.replaceAll("_total$", "")))
                            .as(name)
                            .isPresent();
                }
            });
        });
    }

    @Test
    void metrics_durations_areHistogramsWhoseBucketsAddUp() throws Exception {
        serving(server -> {
            get(server.port(), "/files/a.txt");
            get(server.port(), "/files/missing");
            String page = pageAfter(
                    server, "yatagarasu_request_duration_seconds_count{bucket=\"files\",outcome=\"client_error\"} 1");
            Map<String, MetricFamily> families = parsed(page);
            for (String name :
                    List.of("yatagarasu_request_duration_seconds", "yatagarasu_storage_first_byte_seconds")) {
                MetricFamily family = Objects.requireNonNull(families.get(name), name);
                assertThat(family.getType()).isEqualTo(MetricType.HISTOGRAM);
                family.getMetrics()
                        .forEach(metric -> assertAddsUp((org.hawkular.agent.prometheus.types.Histogram) metric));
            }
            assertThat(page)
                    .contains("yatagarasu_request_duration_seconds_sum{bucket=\"files\",outcome=\"client_error\"} ")
                    .contains("yatagarasu_storage_first_byte_seconds_bucket{bucket=\"files\",le=\"0.0025\"} ")
                    .contains("yatagarasu_storage_first_byte_seconds_count{bucket=\"files\"} 2");
        });
    }

    private static void assertAddsUp(org.hawkular.agent.prometheus.types.Histogram histogram) {
        List<Bucket> buckets = histogram.getBuckets();
        assertThat(buckets).hasSizeGreaterThan(10);
        assertThat(buckets).extracting(Bucket::getUpperBound).isSorted().endsWith(Double.POSITIVE_INFINITY);
        assertThat(buckets).extracting(Bucket::getCumulativeCount).isSorted().endsWith(histogram.getSampleCount());
        assertThat(histogram.getSampleSum()).isPositive();
    }

    @Test
    void metrics_ofMachineAndBuild_areThere() throws Exception {
        serving(server -> assertThat(parsed(page(server)))
                .containsKeys(
                        "yatagarasu_build_info",
                        "jvm_memory_used_bytes",
                        "jvm_gc_collection_seconds",
                        "jvm_threads_current",
                        "jvm_runtime_info",
                        "process_cpu_seconds_total",
                        "process_start_time_seconds",
                        "yatagarasu_storage_requests_total",
                        "yatagarasu_storage_errors_total",
                        "yatagarasu_storage_up"));
    }

    @Test
    void metrics_whatTheApplicationCounts_isServedToo() throws Exception {
        registry.meter("app.meter").mark(3);
        registry.counter("app.counter").inc(4);
        registry.timer("app.timer").update(Duration.ofSeconds(2));
        registry.register("app.histogram", new Histogram(new UniformReservoir()))
                .update(5);
        registry.gauge("app.gauge", () -> () -> 6);
        registry.gauge("app.text", () -> () -> "no number");
        serving(server -> assertThat(page(server))
                .contains("\napp_meter_total 3.0\n")
                .contains("\napp_counter_total 4.0\n")
                .contains("\napp_timer_count 1\n")
                .contains("\napp_histogram{quantile=\"0.5\"} 5.0\n")
                .contains("\napp_gauge 6.0\n")
                .doesNotContain("app_text"));
    }

    @Test
    void metrics_foreignOnesThatFailOrShareAName_takeNoOtherAlong() throws Exception {
        registry.gauge("app.broken", () -> () -> {
            throw new IllegalStateException("broken");
        });
        registry.gauge("app.worse", () -> (Gauge<Integer>) () -> {
            throw new NoClassDefFoundError("worse");
        });
        registry.counter("app.same");
        registry.meter("app_same");
        registry.gauge("jvm.memory.used.bytes", () -> () -> 1);
        registry.gauge("yatagarasu.keys", () -> () -> 1);
        registry.counter("");
        registry.counter("1 + 1 = \u00e9\n");
        registry.counter("app.sound").inc();
        serving(server -> {
            Map<String, MetricFamily> families = parsed(page(server));
            assertThat(families).containsKeys("app_same_total", "app_sound_total", "yatagarasu_keys");
            assertThat(families)
                    .hasEntrySatisfying(
                            "yatagarasu_keys",
                            keys -> assertThat(keys.getHelp())
                                    .isEqualTo(dev.yatagarasu.core.report.MetricFamily.KEYS.help()));
        });
    }

    @Test
    void metrics_twoEnginesInOneRegistry_areToldApartUntilOneIsClosed() throws Exception {
        try (Yatagarasu one = engine(builder -> builder.metrics(registry, "one"));
                YatagarasuServer server = YatagarasuServer.start(one)) {
            try (Yatagarasu two = engine(builder -> builder.metrics(registry, "two"))) {
                assertThat(two.get("files", "a.txt")).hasValueSatisfying(object -> object.close());
                assertThat(page(server))
                        .contains("yatagarasu_requests_in_flight{engine=\"one\"} 0.0")
                        .contains("yatagarasu_requests_in_flight{engine=\"two\"} 0.0")
                        .contains(
                                "yatagarasu_storage_requests_total{bucket=\"files\",engine=\"two\",operation=\"get\"} 1.0");
            }
            assertThat(page(server)).contains("engine=\"one\"").doesNotContain("engine=\"two\"");
        }
    }

    @Test
    void metrics_openMetrics_isGivenToThoseWhoAskForIt() throws Exception {
        serving(server -> {
            HttpResponse<String> page = get(
                    server.adminPort().orElseThrow(),
                    "/metrics",
                    "accept",
                    "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
            assertThat(page.headers().firstValue("content-type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            assertThat(page.body()).endsWith("# EOF\n").contains("# TYPE yatagarasu_build info");
        });
    }
}
