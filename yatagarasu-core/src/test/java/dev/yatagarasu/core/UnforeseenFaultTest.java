package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Request;
import org.junit.jupiter.api.Test;

/** A fault that nobody thought of costs one request, not a place among those in progress. */
class UnforeseenFaultTest extends EngineTest {

    @Test
    void begin_frontEndThatThrows_500AndNothingStaysInProgress() {
        start(cached());
        Answer answer = (Answer) engine().begin(new Broken());
        assertThat(answer.error()).contains(ErrorCode.INTERNAL_ERROR);
        assertThat(engine().requestsInFlight()).isEqualTo(1);

        answer.completed();

        assertThat(engine().requestsInFlight()).isZero();
    }

    private static final class Broken implements Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String target() {
            throw new IllegalStateException("no target today");
        }

        @Override
        public Headers headers() {
            return Headers.empty();
        }

        @Override
        public String clientAddress() {
            return "127.0.0.1";
        }
    }
}
