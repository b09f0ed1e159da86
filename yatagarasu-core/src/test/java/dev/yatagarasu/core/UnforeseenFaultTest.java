package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Request;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault that nobody thought of costs one request, not a place among those in progress. */
class UnforeseenFaultTest extends EngineTest {

    @ParameterizedTest
    @MethodSource("faults")
    void begin_frontEndThatThrows_500AndNothingStaysInProgress(Throwable fault) {
        start(cached());
        Answer answer = (Answer) engine().begin(new Broken(null, fault));
        assertThat(answer.error()).contains(ErrorCode.INTERNAL_ERROR);
        assertThat(engine().requestsInFlight()).isEqualTo(1);

        answer.completed();

        assertThat(engine().requestsInFlight()).isZero();
    }

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("no target today"), new NoClassDefFoundError("Target"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void begin_beforeThereIsAnExchange_throwsAndNothingStaysInProgress(Throwable fault) {
        Yatagarasu engine = start(cached());
        assertThatThrownBy(() -> engine.begin(new Broken(fault, null))).isSameAs(fault);
        assertThat(engine.requestsInFlight()).isZero();

        engine.close();
        assertThat(storage.closings).as("no request is left in the site").hasValue(1);
    }

    @Test
    void done_listenerThatThrowsAnError_requestIsOver() {
        start(
                cached(),
                settings -> settings.listener(new Listener() {
                    @Override
                    public void requestDone(RequestDone event) {
                        throw new NoClassDefFoundError("Event");
                    }
                }));
        answer("GET", "/a.txt").completed();
        assertThat(engine().requestsInFlight()).isZero();
    }

    @Test
    void finish_storageThatThrowsAnError_500() {
        start(uncached());
        storage.fault = (call, honest) -> {
            throw new InternalError("a page that cannot be read");
        };
        Answer answer = answer("GET", "/a.txt");
        assertThat(answer.error()).contains(ErrorCode.INTERNAL_ERROR);
        answer.completed();
        assertThat(engine().requestsInFlight()).isZero();
    }

    @Test
    void insteadOf_answerThatCannotBeSent_isCountedAsWhatTheClientGot() {
        start(cached());
        Answer answer = answer("GET", "/a.txt");
        Answer instead = answer.insteadOf(new IllegalStateException("too large"));
        instead.completed();
        answer.aborted(3);
        assertThat(instead.header("x-request-id")).isEqualTo(answer.header("x-request-id"));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.status()).isEqualTo(500);
            assertThat(event.whole()).isTrue();
        });
    }

    private record Broken(
            @Nullable Throwable atHeaders, @Nullable Throwable atTarget) implements Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String target() {
            throw sneak(atTarget);
        }

        @Override
        public Headers headers() {
            if (atHeaders != null) {
                throw sneak(atHeaders);
            }
            return Headers.empty();
        }

        @Override
        public String clientAddress() {
            return "127.0.0.1";
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> RuntimeException sneak(@Nullable Throwable thrown) throws E {
            throw (E) Objects.requireNonNull(thrown);
        }
    }
}
