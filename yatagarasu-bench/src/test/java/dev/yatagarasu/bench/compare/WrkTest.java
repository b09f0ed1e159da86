package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WrkTest {
    private static final String REPORT = """
            Running 5s test @ http://127.0.0.1:8080/cached/1k
              1 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   657.11us  372.48us  12.61ms   93.67%
                Req/Sec    98.52k     4.11k  103.87k    88.00%
              490018 requests in 5.00s, 598.17MB read
            Requests/sec:  97985.06
            Transfer/sec:    119.61MB
            """;

    @Test
    void rate_goodReport_isItsRequestsASecond() throws IOException {
        assertThat(Wrk.rate(REPORT)).isEqualTo(97985.06);
    }

    @Test
    void rate_errorAnswers_isNoFigure() {
        String report = REPORT.replace("Requests/sec", "  Non-2xx or 3xx responses: 3\nRequests/sec");

        assertThatThrownBy(() -> Wrk.rate(report))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Non-2xx");
    }

    @Test
    void rate_brokenConnections_isNoFigure() {
        String report =
                REPORT.replace("Requests/sec", "  Socket errors: connect 0, read 5, write 0, timeout 0\nRequests/sec");

        assertThatThrownBy(() -> Wrk.rate(report))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read 5");
    }

    @Test
    void rate_refusedConnection_isNoFigure() {
        assertThatThrownBy(() -> Wrk.rate("unable to connect to 127.0.0.1:8080 Connection refused\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Connection refused");
    }
}
