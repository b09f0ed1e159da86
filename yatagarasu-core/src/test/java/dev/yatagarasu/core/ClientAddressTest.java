package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.CorsConfig;
import dev.yatagarasu.core.config.ServerConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose request it is, and whether that address may ask: before anything is looked up and before storage is asked. */
class ClientAddressTest extends GuardedEngineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        192.0.2.0/24 |                | 192.0.2.7        | 200
        192.0.2.0/24 |                | 198.51.100.1     | 403
        192.0.2.0/24 |                | 2001:db8::7      | 403
        192.0.2.0/24 |                | ::ffff:192.0.2.7 | 200
        192.0.2.0/24 | 192.0.2.7      | 192.0.2.7        | 403
        192.0.2.7    | 192.0.2.0/24   | 192.0.2.7        | 403
        192.0.2.0/24 | 192.0.2.7      | 192.0.2.8        | 200
                     | 192.0.2.7      | 192.0.2.7        | 403
                     | 192.0.2.7      | 192.0.2.8        | 200
                     | 2001:db8::/32  | [2001:db8::7]    | 403
                     | 2001:db8::/32  | fe80::1%eth0     | 200
                     | 192.0.2.7      | no-address       | 403
        ::/0         |                | 192.0.2.7        | 403
        """)
    void ipFilter_client_isAdmittedOrRefused(String allow, String block, String client, int status) {
        serve(config(files().ipFilter(filter(allow == null ? "" : allow, block == null ? "" : block)), other()));

        assertThat(ask("/files/a.txt", client).status()).isEqualTo(status);
        assertThat(ask("/other/a.txt", client).status()).as("another bucket").isEqualTo(200);
    }

    @Test
    void ipFilter_refusal_isTheSameForWhateverIsAskedFor() {
        serve(config(files().ipFilter(filter("", CLIENT)).cors(CorsConfig.of("*"))));
        ask("/files/a.txt", "198.51.100.1");
        int calls = storage.calls.size();

        Reply refusal = ask("/files/a.txt", CLIENT, "x-request-id", "same");
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.text())
                .isEqualTo("{\"error\":\"forbidden\",\"message\":\"You may not read this.\",\"status\":403,"
                        + "\"request_id\":\"same\"}\n");
        assertThat(refusal.header("x-cache")).isEmpty();
        assertThat(refusal.header("etag")).isEmpty();
        assertThat(refusal.fast()).isTrue();
        for (String target : List.of("/files/missing", "/files/", "/files", "/files/dir/")) {
            assertThat(ask(target, CLIENT, "x-request-id", "same")).isEqualTo(refusal);
        }
        assertThat(ask("/files/a.txt", CLIENT, "x-request-id", "same", "range", "bytes=99-"))
                .isEqualTo(refusal);
        assertThat(ask("/files/a.txt", CLIENT, "x-request-id", "same", "if-none-match", "*"))
                .isEqualTo(refusal);
        assertThat(sendAs("HEAD", "/files/a.txt", CLIENT, "x-request-id", "same")
                        .headers())
                .isEqualTo(refusal.headers());
        assertThat(sendAs("OPTIONS", "/files/a.txt", CLIENT).status()).isEqualTo(403);
        assertThat(storage.calls).hasSize(calls);
        assertThat(metrics.counter("yatagarasu_ip_blocked{bucket=\"files\"}").getCount())
                .isEqualTo(9);
    }

    @Test
    void trustedProxies_forwardedClient_isWhoIsFilteredLimitedAndTold() {
        ServerConfig server =
                ServerConfig.defaults().withTrustedProxies(ranges("10.0.0.0/8")).withRateLimit(perIp(1, 1));
        serve(config(server, files().ipFilter(filter("192.0.2.0/24", ""))));

        assertThat(ask("/files/a.txt", "10.0.0.1", "x-forwarded-for", "10.0.0.9, 192.0.2.7")
                        .status())
                .isEqualTo(200);
        assertThat(ask("/files/a.txt", "10.0.0.2", "x-forwarded-for", "192.0.2.7")
                        .status())
                .as("the same client through another proxy")
                .isEqualTo(429);
        assertThat(ask("/files/a.txt", "10.0.0.1", "forwarded", "for=192.0.2.8").status())
                .isEqualTo(200);
        assertThat(ask("/files/a.txt", "10.0.0.1", "x-forwarded-for", "192.0.2.7, 198.51.100.1")
                        .status())
                .isEqualTo(403);
        assertThat(ask("/files/a.txt", "198.51.100.1", "x-forwarded-for", "192.0.2.9")
                        .status())
                .as("nobody trusts this one")
                .isEqualTo(403);
        assertThat(events)
                .extracting(event -> event.clientAddress())
                .containsExactly("192.0.2.7", "192.0.2.7", "192.0.2.8", "198.51.100.1", "198.51.100.1");
    }

    @Test
    void trustedProxies_clientThatCannotBeKnown_isRefusedByFiltersAndLimitedWithAllItsKind() {
        ServerConfig server =
                ServerConfig.defaults().withTrustedProxies(ranges("10.0.0.0/8")).withRateLimit(perIp(1, 1));
        serve(config(server, files().ipFilter(filter("", "198.51.100.1")), other()));

        assertThat(ask("/files/a.txt", "10.0.0.1", "x-forwarded-for", "unknown").status())
                .isEqualTo(403);
        assertThat(ask("/other/a.txt", "10.0.0.1", "x-forwarded-for", "unknown").status())
                .isEqualTo(200);
        assertThat(ask("/other/a.txt", "10.0.0.1", "x-forwarded-for", "nonsense")
                        .status())
                .isEqualTo(429);
        assertThat(ask("/other/a.txt", "10.0.0.1").status()).isEqualTo(200);
        assertThat(events.getFirst().clientAddress()).isEqualTo("unknown");
    }

    @Test
    void get_inCode_isNeitherFilteredNorLimited() throws Exception {
        serve(config(global(1, 1), files().ipFilter(filter("203.0.113.1", "")).rateLimit(inAll(1, 1))));

        for (int i = 0; i < 3; i++) {
            try (StoredObject object = engine().get("files", "a.txt").orElseThrow()) {
                assertThat(object.body().readAllBytes()).hasSize(10);
            }
        }
    }

    @Test
    void begin_twoAuthorizationFields_is400AndReachesNobody() {
        serve(config(files()));

        Reply refusal = ask("/files/a.txt", CLIENT, "authorization", "Bearer a", "authorization", "Bearer a");

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.text()).contains("\"error\":\"bad_request\"").doesNotContain("Bearer");
        assertThat(storage.calls).isEmpty();
        assertThat(ask("/files/a.txt", CLIENT, "authorization", "Bearer a").status())
                .isEqualTo(200);
    }
}
