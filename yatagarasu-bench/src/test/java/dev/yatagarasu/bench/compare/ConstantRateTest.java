package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConstantRateTest {
    @Test
    void millis_slowService_takesAtLeastAsLongAsTheService() throws Exception {
        try (SlowPolicy policy = SlowPolicy.start();
                ConstantRate load = new ConstantRate()) {
            long start = System.nanoTime();

            List<Double> millis = load.millis(100, 20, i -> policy.question());

            assertThat(millis).hasSize(20).allSatisfy(one -> assertThat(one).isGreaterThan(5));
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds for 20 at 100 a second")
                    .isGreaterThan(190_000_000);
        }
    }

    @Test
    void millis_failedRequest_isNoFigure() throws Exception {
        try (SlowPolicy policy = SlowPolicy.start();
                ConstantRate load = new ConstantRate()) {
            HttpRequest unknown = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + policy.port() + "/"))
                    .build();

            assertThatThrownBy(() -> load.millis(100, 1, i -> unknown))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage(unknown.uri() + " was answered with 404");
        }
    }
}
