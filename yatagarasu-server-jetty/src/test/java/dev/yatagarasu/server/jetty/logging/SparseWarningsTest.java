package dev.yatagarasu.server.jetty.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients cannot fill the log with what Jetty thinks of them. */
class SparseWarningsTest {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private long now;

    @BeforeEach
    void start() {
        context.addTurboFilter(new SparseWarnings(() -> now));
        logged.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(logged);
    }

    private Logger jetty() {
        return context.getLogger("org.eclipse.jetty.http.HttpParser");
    }

    private List<String> messages() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void warning_repeatedWithOtherDetails_isLoggedOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            jetty().warn("multiple Host headers {}", i);
        }
        now += Duration.ofSeconds(59).toNanos();
        jetty().warn("multiple Host headers {}", 100);
        now += Duration.ofSeconds(1).toNanos();
        jetty().warn("multiple Host headers {}", 101);

        assertThat(messages()).containsExactly("multiple Host headers 0", "multiple Host headers 101");
    }

    @Test
    void warnings_ofDifferentKinds_doNotHideEachOther() {
        jetty().warn("one {}", 1);
        jetty().warn("two {}", 1);
        context.getLogger("org.eclipse.jetty.io.Other").warn("one {}", 1);

        assertThat(messages()).hasSize(3);
    }

    @Test
    void kinds_withoutEnd_areNotRemembered() {
        for (int i = 0; i < 10_000; i++) {
            jetty().warn("a kind of its own " + i);
        }

        assertThat(messages()).hasSize(256);
    }

    @Test
    void errorsOfJetty_andWarningsOfOthers_areAllLogged() {
        for (int i = 0; i < 10; i++) {
            jetty().error("broken");
            context.getLogger("dev.yatagarasu.Example").warn("again");
        }

        assertThat(messages()).hasSize(20);
    }
}
