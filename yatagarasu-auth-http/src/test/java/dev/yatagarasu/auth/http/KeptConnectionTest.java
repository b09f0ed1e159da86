package dev.yatagarasu.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {
    private final HttpDouble service = HttpDouble.start(HttpReply.json("{\"right\":true}"));
    private final JsonEndpoint endpoint = Endpoints.patient(service.url());

    @BeforeEach
    void keepAConnection() {
        endpoint.send(Endpoints.question());
    }

    @AfterEach
    void stop() {
        endpoint.close();
        service.close();
    }

    @Test
    void send_closedMeanwhile_isSentOnANewConnection() {
        service.dropConnections();
        assertRight();
        assertThat(service.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void send_connectionThatIsTooOld_isNotUsedAgain() {
        EndpointConfig config = EndpointConfig.of(service.url());
        try (JsonEndpoint restless = new JsonEndpoint(config, Endpoints.context(), Duration.ZERO)) {
            restless.send(Endpoints.question());
            restless.send(Endpoints.question());
        }
        assertThat(service.acceptedConnections()).isEqualTo(3);
    }

    @Test
    void send_closedWithoutAByte_isSentOnceMore() {
        for (HttpReply end : new HttpReply[] {HttpReply.hangUp(), HttpReply.reset()}) {
            int before = service.requests().size();
            service.next(end);
            assertRight();
            assertThat(service.requests()).hasSize(before + 2);
        }
    }

    @Test
    void send_closedTwice_isGivenUp() {
        service.next(HttpReply.hangUp(), HttpReply.hangUp());
        assertGivenUpAfter(3);
    }

    @Test
    void send_closedAfterAByte_isNotSentAgain() {
        service.next(HttpReply.raw("H"));
        assertGivenUpAfter(2);
    }

    @Test
    void send_bytesThatBelongToNoAnswer_areNeverTakenForOne() {
        String forged =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"right\":false}";
        service.next(HttpReply.rawThenOpen(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" + forged));
        endpoint.send(Endpoints.question());
        assertRight();
        assertThat(service.lastRequest().connection()).isEqualTo(2);
    }

    private void assertRight() {
        assertThat(endpoint.send(Endpoints.question()).body().path("right").asBoolean())
                .isTrue();
    }

    private void assertGivenUpAfter(int requests) {
        assertThatThrownBy(() -> endpoint.send(Endpoints.question()))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining(service.url().toString());
        assertThat(service.requests()).hasSize(requests);
        assertRight();
    }
}
