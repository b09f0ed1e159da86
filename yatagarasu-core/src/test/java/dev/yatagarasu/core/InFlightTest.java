package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.core.report.Readiness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request counts, and holds its storage response, until the front end has reported back: once, on every path. */
class InFlightTest extends EngineTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /a.txt",
        "HEAD, /a.txt",
        "GET, /missing",
        "GET, /..",
        "GET, /",
        "PUT, /a.txt",
        "OPTIONS, /a.txt",
        "OPTIONS, *"
    })
    void answer_untilCompletedOrAborted_counts(String method, String target) {
        for (boolean cached : new boolean[] {true, false}) {
            start(cached ? cached() : uncached());
            Answer sent = answer(method, target);
            Answer broken = answer(method, target);
            assertThat(engine().requestsInFlight()).isEqualTo(2);

            sent.completed();
            assertThat(engine().requestsInFlight()).isEqualTo(1);
            broken.aborted(0);
            assertThat(engine().requestsInFlight()).isZero();
            assertThat(storage.closed).hasValue(storage.opened.get());
        }
    }

    @Test
    void answer_reportedTwice_countsOnce() {
        start(uncached());
        Answer other = answer("GET", "/a.txt");
        Answer answer = answer("GET", "/a.txt");

        answer.completed();
        answer.completed();
        answer.aborted(5);

        assertThat(engine().requestsInFlight()).isEqualTo(1);
        assertThat(storage.closed).hasValue(1);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.whole()).isTrue());
        other.aborted(1);
    }

    @Test
    void work_countsFromItsBeginning_andEndsWhenAbandoned() {
        Work work = (Work) begin("GET", "/a.txt");
        assertThat(engine().requestsInFlight()).isEqualTo(1);

        work.abandon();

        assertThat(engine().requestsInFlight()).isZero();
        assertThat(storage.calls).isEmpty();
        assertThat(events.getFirst().status()).isZero();
        assertThat(events.getFirst().whole()).isFalse();
    }

    @Test
    void answer_notAllOfStoragesResponseNeeded_isClosedAtOnce() {
        storage.ignoresConditions = true;
        start(uncached());

        Answer answer = answer("GET", "/a.txt", "if-none-match", "\"v1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(storage.closed).hasValue(1);
        answer.completed();
    }

    @Test
    void answer_streamed_keepsItsBodyOpenUntilTheEnd() {
        start(uncached());
        Answer answer = answer("GET", "/a.txt");

        assertThat(storage.closed).hasValue(0);
        answer.aborted(3);
        assertThat(storage.closed).hasValue(1);
    }

    @Test
    void drain_requestInProgress_waitsForItAndSaysStopping() throws Exception {
        Answer answer = answer("GET", "/a.txt");

        assertThat(engine().drain(Duration.ofMillis(1))).isFalse();
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> {
            try {
                return engine().drain(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        answer.completed();

        assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(engine().readiness().state()).isEqualTo(Readiness.State.STOPPING);
        assertThat(engine().readiness().isReady()).isFalse();
    }

    @Test
    void drain_nothingInProgress_returnsAtOnce() throws InterruptedException {
        get("/a.txt");

        assertThat(engine().drain(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void close_requestInProgress_closesStorageWhenItEndsAndOnce() {
        start(uncached());
        Answer answer = answer("GET", "/a.txt");

        engine().close();
        assertThat(storage.closings).hasValue(0);
        answer.completed();
        assertThat(storage.closings).hasValue(1);
        engine().close();
        assertThat(storage.closings).hasValue(1);
    }

    @Test
    void begin_afterClose_isRefusedAndNeverHangs() {
        engine().close();

        assertThatThrownBy(() -> begin("GET", "/a.txt")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> engine().get("files", "a.txt")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> engine().reload(cached())).isInstanceOf(IllegalStateException.class);
        assertThat(engine().requestsInFlight()).isZero();
        assertThat(storage.closings).hasValue(1);
    }
}
