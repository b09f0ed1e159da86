package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.Reloaded;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.core.internal.storage.ConnectionsInUseException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the engine tells and counts. */
class EventsAndMetricsTest extends EngineTest {
    private final MetricRegistry metrics = new MetricRegistry();

    private long count(String name) {
        var counter = metrics.getCounters().get(name);
        return counter == null ? 0 : counter.getCount();
    }

    private long requests(String bucket, int status, CacheOutcome outcome) {
        return count(
                "yatagarasu_requests{bucket=\"" + bucket + "\",status=\"" + status + "\",cache=\"" + outcome + "\"}");
    }

    @Test
    void requestDone_event_saysWhatHappened() {
        Request request = new Request.Simple("GET", "/a.txt?token=x", Headers.of("x-request-id", "id-1"), "192.0.2.7");
        start(cached(), builder -> builder.ticker(new AtomicLong()::incrementAndGet));
        receive(((Work) engine().begin(request)).finish(), false);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.requestId()).isEqualTo("id-1");
            assertThat(event.method()).isEqualTo("GET");
            assertThat(event.clientAddress()).isEqualTo("192.0.2.7");
            assertThat(event.principal()).isEmpty();
            assertThat(event.bucket()).contains("files");
            assertThat(event.key()).isEqualTo("a.txt");
            assertThat(event.status()).isEqualTo(200);
            assertThat(event.cache()).isEqualTo(CacheOutcome.MISS);
            assertThat(event.bytesSent()).isEqualTo(10);
            assertThat(event.whole()).isTrue();
            assertThat(event.durationNanos()).isPositive();
        });
    }

    @Test
    void requestDone_otherEndings_areToldAsTheyWere() {
        get("/a.txt");
        events.clear();

        answer("GET", "/a.txt").aborted(4);
        get("/..");
        send("HEAD", "/a.txt");
        get("/a.txt", "range", "bytes=0-2");

        assertThat(events).extracting(RequestDone::status).containsExactly(200, 400, 200, 206);
        assertThat(events).extracting(RequestDone::bytesSent).startsWith(4L).endsWith(0L, 3L);
        assertThat(events).extracting(RequestDone::whole).containsExactly(false, true, true, true);
        assertThat(events.get(1).bucket()).isEmpty();
        assertThat(events.get(1).key()).isEmpty();
        assertThat(events.getFirst().cache()).isEqualTo(CacheOutcome.HIT);
    }

    @Test
    void requestDone_readInCode_namesThePrincipal() throws Exception {
        Principal alice = Principal.of("alice");
        try (StoredObject object = engine().get("files", "a.txt", alice).orElseThrow()) {
            object.body().readAllBytes();
        }

        assertThat(events.getFirst().principal()).isEqualTo(Optional.of(alice));
    }

    @Test
    void listener_thatThrows_harmsNobody() {
        Listener failing = new Listener() {
            @Override
            public void requestDone(RequestDone event) {
                throw new IllegalStateException("listener");
            }

            @Override
            public void reloaded(Reloaded event) {
                throw new IllegalStateException("listener");
            }
        };
        start(
                cached(),
                builder -> builder.listener(failing).listener(new Listener() {
                    @Override
                    public void requestDone(RequestDone event) {
                        events.add(event);
                    }
                }));

        assertThat(get("/a.txt").status()).isEqualTo(200);
        assertThat(events).hasSize(2);
        assertThat(engine().reload(cached()).changed()).isEmpty();
        assertThat(get("/a.txt").status()).isEqualTo(200);
    }

    @Test
    void metrics_requests_areCountedByBucketStatusAndOutcome() {
        MemoryStorage other = new MemoryStorage();
        start(
                config(bucket("files", "/files", storage), uncached("other", "/other", other)),
                builder -> builder.metrics(metrics));

        get("/files/a.txt");
        get("/files/a.txt");
        get("/files/a.txt", "if-none-match", "*");
        get("/files/");
        get("/other/a.txt");
        get("/nowhere");
        get("/..");
        send("PUT", "/files/a.txt");
        answer("GET", "/files/a.txt").aborted(3);

        assertThat(requests("files", 200, CacheOutcome.MISS)).isEqualTo(1);
        assertThat(requests("files", 200, CacheOutcome.HIT)).isEqualTo(2);
        assertThat(requests("files", 304, CacheOutcome.HIT)).isEqualTo(1);
        assertThat(requests("files", 404, CacheOutcome.BYPASS)).isEqualTo(1);
        assertThat(requests("other", 404, CacheOutcome.BYPASS)).isEqualTo(1);
        assertThat(requests("", 404, CacheOutcome.BYPASS)).isEqualTo(1);
        assertThat(requests("", 400, CacheOutcome.BYPASS)).isEqualTo(1);
        assertThat(requests("", 405, CacheOutcome.BYPASS)).isEqualTo(1);
        assertThat(count("yatagarasu_responses_aborted{bucket=\"files\"}")).isEqualTo(1);
        assertThat(count("yatagarasu_response_body_bytes{bucket=\"files\"}"))
                .isEqualTo(23 + get("/files/").text().length());
        assertThat(count("yatagarasu_storage_connections_exhausted{bucket=\"files\"}"))
                .isZero();
        storage.fault = (call, honest) -> {
            throw new ConnectionsInUseException("all connections are in use");
        };
        assertThat(get("/files/uncached").status()).isEqualTo(503);
        assertThat(count("yatagarasu_storage_connections_exhausted{bucket=\"files\"}"))
                .isEqualTo(1);
        storage.fault = (call, honest) -> honest.get();
        assertThat(metrics.timer("yatagarasu_request_duration_seconds{bucket=\"other\",outcome=\"client_error\"}")
                        .getCount())
                .isEqualTo(1);
    }

    @Test
    void metrics_whateverClientsSend_addNoSeries() {
        start(cached(), builder -> builder.metrics(metrics));
        get("/missing");
        int series = metrics.getNames().size();

        for (int i = 0; i < 100; i++) {
            get("/missing-" + i + "?q=" + i, "host", "h" + i, "x-request-id", "i" + i);
        }

        assertThat(metrics.getNames()).hasSize(series);
    }

    @Test
    void gauges_showTheStateOfNow() {
        start(cached(), builder -> builder.metrics(metrics));
        assertThat(gauge("yatagarasu_storage_up{bucket=\"files\"}")).isEqualTo(0);
        scheduler.runAll();
        get("/a.txt");
        var answer = answer("GET", "/a.txt");

        assertThat(gauge("yatagarasu_requests_in_flight")).isEqualTo(1);
        assertThat(gauge("yatagarasu_cache_entries{tier=\"memory\"}")).isEqualTo(1L);
        assertThat((Long) gauge("yatagarasu_cache_bytes{tier=\"memory\"}")).isGreaterThan(10);
        assertThat(gauge("yatagarasu_storage_up{bucket=\"files\"}")).isEqualTo(1);
        answer.completed();
        assertThat(gauge("yatagarasu_requests_in_flight")).isEqualTo(0);
    }

    private Object gauge(String name) {
        return Objects.requireNonNull(metrics.getGauges().get(name)).getValue();
    }
}
