package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** Too many open files are worth a line, not a stack trace a second. */
class AcceptFailuresTest {
    private final IOException tooMany = new IOException("Too many open files");

    private final AtomicLong nanos = new AtomicLong();
    private final AcceptFailures failures = new AcceptFailures(nanos::get);

    private List<String> logged(Logged.Action action) throws IOException {
        return Logged.during("ROOT", action).stream()
                .filter(line -> line.startsWith("connections "))
                .toList();
    }

    private void failFor(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            failures.failed(tooMany);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void failed_forThreeMinutes_oneLineAndThenACountEveryMinute() throws IOException {
        List<String> lines = logged(() -> failFor(Duration.ofSeconds(181)));
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).contains("cannot be accepted", "Too many open files", "raise the limit");
        assertThat(lines.subList(1, 4)).allSatisfy(line -> assertThat(line).contains("60 more failures"));
    }

    @Test
    void accepted_afterFailures_saysSoOnceAndTheNextFailureIsNewsAgain() throws IOException {
        List<String> lines = logged(() -> {
            failFor(Duration.ofSeconds(3));
            failures.accepted();
            failures.accepted();
            failFor(Duration.ofSeconds(3));
        });
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("accepted again");
    }

    @Test
    void acceptor_thatFails_goesOnWithoutAStackTraceOfJetty() throws Exception {
        Server server = new Server();
        DrainableConnector connector = new DrainableConnector(server, 1, new HttpConnectionFactory());
        server.addConnector(connector);
        server.start();
        try {
            List<String> all = Logged.during("ROOT", () -> {
                for (int i = 0; i < 3; i++) {
                    assertThat(connector.handleAcceptFailure(tooMany)).isTrue();
                }
            });
            assertThat(all).singleElement().asString().contains("cannot be accepted");
        } finally {
            server.stop();
        }
        assertThat(connector.handleAcceptFailure(tooMany)).isFalse();
    }
}
