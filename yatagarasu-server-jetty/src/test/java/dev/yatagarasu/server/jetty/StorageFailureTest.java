package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.RetryConfig;
import dev.yatagarasu.testkit.OriginFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A storage that fails has one clear answer for each way of failing, and the client learns nothing about it. */
class StorageFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("wrong keys", OriginFault.error(403, "SignatureDoesNotMatch"), 502, "storage_error"),
                Arguments.of("access denied", OriginFault.error(403, "AccessDenied"), 502, "storage_error"),
                Arguments.of("no such bucket", OriginFault.error(404, "NoSuchBucket"), 502, "storage_error"),
                Arguments.of("no such key", OriginFault.error(404, "NoSuchKey"), 404, "not_found"),
                Arguments.of("internal error", OriginFault.error(500, "InternalError"), 502, "storage_error"),
                Arguments.of("slow down", OriginFault.error(503, "SlowDown"), 503, "storage_unavailable"),
                Arguments.of("redirect", OriginFault.redirect(307, "http://127.0.0.1:1/"), 502, "storage_error"),
                Arguments.of("silence", OriginFault.silence(), 504, "storage_timeout"),
                Arguments.of("endless headers", OriginFault.endlessHeaders(), 502, "storage_error"),
                Arguments.of("no HTTP", OriginFault.raw("SSH-2.0-OpenSSH_9.2\r\n"), 502, "storage_error"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void storage_fails_clientIsToldWhatToDo(String name, OriginFault fault, int status, String code)
            throws IOException {
        try (Served served = Served.start(server -> server, s3 -> s3.timeout(Duration.ofMillis(500)))) {
            served.origin.next(fault, fault, fault, fault, fault);
            RawAnswer answer = served.get("/files/a");
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text())
                    .startsWith("{\"error\":\"" + code + "\"")
                    .doesNotContain("127.0.0.1", "data", "Signature");
            assertThat(answer.header("retry-after")).isEqualTo(status == 503 ? "1" : "");
        }
    }

    @Test
    void storage_standsStillWithinASmallBody_504() throws IOException {
        try (Served served = Served.start(server -> server, s3 -> s3.idleTimeout(Duration.ofMillis(300)))) {
            served.origin.next(OriginFault.stalled(1000, 300));
            RawAnswer answer = served.get("/files/a");
            assertThat(answer.status()).isEqualTo(504);
        }
    }

    @Test
    void storage_deadForManyRequests_isLoggedOnce() throws IOException {
        try (Served served = Served.start()) {
            served.origin.close();
            List<String> logged = Logged.during("dev.yatagarasu.core.internal.engine.BucketLog", () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(served.get("/raw/a").status()).isEqualTo(503);
                }
            });
            assertThat(logged.stream().filter(line -> line.startsWith("request ") && line.contains("bucket raw")))
                    .hasSize(1);
        }
    }

    @Test
    void storage_deadBeforeAndAfterAReload_isLoggedOnce() throws IOException {
        try (Served served = Served.start()) {
            served.origin.close();
            List<String> logged = Logged.during("dev.yatagarasu.core.internal.engine.BucketLog", () -> {
                assertThat(served.get("/raw/a").status()).isEqualTo(503);
                served.yatagarasu.reload(served.yatagarasu.config());
                assertThat(served.get("/raw/a").status()).isEqualTo(503);
            });
            assertThat(logged.stream().filter(line -> line.startsWith("request ") && line.contains("bucket raw")))
                    .hasSize(1);
        }
    }

    @Test
    void storage_saysWhenToComeBack_isPassedOnWithinReason() throws IOException {
        for (String[] said : new String[][] {{"7", "7"}, {"0", "1"}, {"86400", "300"}, {"soon", "1"}}) {
            try (Served served = Served.start(server -> server, s3 -> s3.retry(RetryConfig.none()))) {
                served.origin.next(OriginFault.rawThenOpen(
                        "HTTP/1.1 503 Slow Down\r\nRetry-After: " + said[0] + "\r\nContent-Length: 0\r\n\r\n"));
                RawAnswer answer = served.get("/raw/a");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isEqualTo(said[1]);
            }
        }
    }

    @Test
    void storage_dead_503WithRetryAfter() throws IOException {
        try (Served served = Served.start()) {
            served.origin.close();
            RawAnswer answer = served.get("/files/a");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
        }
    }
}
