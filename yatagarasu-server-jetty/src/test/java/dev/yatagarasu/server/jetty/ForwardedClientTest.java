package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.ServerRateLimit;
import dev.yatagarasu.core.http.IpRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whose request it is, over real connections from loopback. One request a second may come from each client. */
class ForwardedClientTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private static Served start(String... trustedProxies) throws IOException {
        List<IpRange> trusted =
                List.of(trustedProxies).stream().map(IpRange::of).toList();
        UnaryOperator<ServerConfig> settings = server -> server.withTrustedProxies(trusted)
                .withRateLimit(new ServerRateLimit(Optional.empty(), Optional.of(new Rate(1, 1))));
        Served served = Served.start(settings, s3 -> s3);
        served.put("a", CONTENT);
        return served;
    }

    private static String clientOf(Served served, String headerLines) throws Exception {
        served.get("/files/a", headerLines);
        return served.awaitDone().clientAddress();
    }

    @Test
    void request_throughATrustedProxy_isTheForwardedClients() throws Exception {
        try (Served served = start("127.0.0.0/8")) {
            assertThat(clientOf(served, "X-Forwarded-For: 198.51.100.1, 192.0.2.1, 127.0.0.2\r\n"))
                    .isEqualTo("192.0.2.1");
            assertThat(clientOf(served, "x-forwarded-for: 198.51.100.1\r\nX-FORWARDED-FOR: 192.0.2.2\r\n"))
                    .isEqualTo("192.0.2.2");
            assertThat(clientOf(served, "Forwarded: for=\"[2001:db8::3]:4711\";proto=https\r\n"))
                    .isEqualTo("2001:db8::3");
            assertThat(clientOf(served, "Forwarded: for=192.0.2.4\r\nX-Forwarded-For: 192.0.2.5\r\n"))
                    .isEqualTo("unknown");
            assertThat(clientOf(served, "")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void request_withoutTrustedProxies_isThatOfTheConnection() throws Exception {
        try (Served served = start()) {
            assertThat(clientOf(served, "X-Forwarded-For: 192.0.2.1\r\nForwarded: for=192.0.2.1\r\n"))
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void rateLimit_clientThatAsksOnAndOn_is429AndNobodyElse() throws Exception {
        try (Served served = start("127.0.0.0/8")) {
            RawAnswer answer = served.get("/files/a", "X-Forwarded-For: 192.0.2.1\r\n");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("ratelimit")).isEqualTo("\"per_ip\";r=0;t=1");
            assertThat(answer.header("ratelimit-policy")).isEqualTo("\"per_ip\";q=1;w=1");
            for (int i = 0; i < 50 && answer.status() == 200; i++) {
                answer = served.get("/files/a", "X-Forwarded-For: 192.0.2.1\r\n");
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(served.get("/files/a", "X-Forwarded-For: 192.0.2.2\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void authorization_twice_is400() throws Exception {
        try (Served served = start()) {
            RawAnswer answer = served.get("/files/a", "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("\"error\":\"bad_request\"").doesNotContain("Bearer");
        }
    }
}
