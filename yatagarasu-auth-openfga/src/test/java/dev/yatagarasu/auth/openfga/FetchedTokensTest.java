package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpDoubleRequest;
import dev.yatagarasu.testkit.HttpReply;
import dev.yatagarasu.testkit.LoopbackCertificate;
import dev.yatagarasu.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client credentials: tokens from an identity provider. */
class FetchedTokensTest {
    private static final AccessRequest REQUEST = Requests.get("vera", "a");
    private static final String SECRET = "secret & word+";

    /** In place of a setting that is to be left out. */
    private static final String NONE = "none";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final HttpDouble provider = HttpDouble.start(token("first", 1000));
    private final HttpDouble server = HttpDouble.start(HttpReply.json("{\"allowed\":true}"));
    private Authorizer authorizer;

    @BeforeEach
    void create() {
        authorizer = authorizer(Map.of());
    }

    @AfterEach
    void stop() {
        authorizer.close();
        server.close();
        provider.close();
    }

    @Test
    void token_firstQuestion_isFetchedAsTheProviderWantsIt() {
        assertAllowedWith("first");

        HttpDoubleRequest asked = provider.lastRequest();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.target()).isEqualTo("/oauth/token");
        assertThat(asked.headers().first("content-type")).contains("application/x-www-form-urlencoded");
        assertThat(asked.body().split("&", -1))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials",
                        "client_id=proxy",
                        "client_secret=secret+%26+word%2B",
                        "audience=https%3A%2F%2Ffga.example",
                        "scope=read+check");
    }

    @Test
    void token_withoutAudienceScopesAndPath_asksWithoutThem() {
        authorizer.close();
        authorizer = authorizer(Map.of("token_url", provider.url().toString(), "audience", NONE, "scopes", NONE));

        assertAllowedWith("first");

        assertThat(provider.lastRequest().target()).isEqualTo("/");
        assertThat(provider.lastRequest().body()).doesNotContain("audience", "scope");
    }

    @Test
    void token_manyQuestions_isFetchedOnce() {
        for (int i = 0; i < 5; i++) {
            assertAllowedWith("first");
        }
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void token_manyAtOnce_isFetchedOnceForAll() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        provider.next((request, connection) -> {
            awaitQuietly(gate);
            token("first", 1000).answer(request, connection);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Decision>> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiting.add(CompletableFuture.supplyAsync(() -> authorizer.authorize(REQUEST), threads));
            }
            gate.countDown();
            for (CompletableFuture<Decision> decision : waiting) {
                assertThat(decision.get(30, TimeUnit.SECONDS)).isEqualTo(new Decision.Allow());
            }
        }
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void token_nearItsEnd_isRenewedInTheBackground() throws Exception {
        assertAllowedWith("first");
        CountDownLatch renewed = new CountDownLatch(1);
        provider.next((request, connection) -> {
            token("second", 1000).answer(request, connection);
            renewed.countDown();
        });

        clock.advance(Duration.ofSeconds(799));
        assertAllowedWith("first");
        assertThat(provider.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertAllowedWith("first");
        assertThat(renewed.await(20, TimeUnit.SECONDS)).isTrue();
        clock.advance(Duration.ofSeconds(190));
        assertAllowedWith("second");
        assertThat(provider.requests()).hasSize(2);
    }

    @Test
    void token_atItsEnd_isNotUsedAnyMore() {
        assertAllowedWith("first");
        provider.next(token("second", 1000));

        clock.advance(Duration.ofSeconds(990));

        assertAllowedWith("second");
    }

    @Test
    void token_lifetimeNotTold_isTakenForFiveMinutes() {
        provider.next(HttpReply.json("{\"access_token\":\"untold\",\"token_type\":\"bearer\"}"), token("second", 1000));

        assertAllowedWith("untold");
        clock.advance(Duration.ofSeconds(239));
        assertAllowedWith("untold");
        assertThat(provider.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(51));
        assertAllowedWith("second");
    }

    @Test
    void token_providerFailsWhileTheTokenIsGood_goesOnWithIt() {
        assertAllowedWith("first");
        provider.next(HttpReply.json(503, "{}"));

        clock.advance(Duration.ofMinutes(15));

        assertAllowedWith("first");
    }

    @Test
    void token_refusedByOpenFga_isReplacedOnce() {
        assertAllowedWith("first");
        clock.advance(Duration.ofSeconds(31));
        provider.next(token("second", 1000));
        server.next(HttpReply.json(401, "{\"code\":\"unauthenticated\"}"));

        assertAllowedWith("second");
        assertThat(provider.requests()).hasSize(2);
    }

    @Test
    void token_refusedWhenNew_isAFailureAndNotFetchedAgain() {
        server.next(HttpReply.json(401, "{}"), HttpReply.json(401, "{}"));

        assertFails("401", "client_credentials");
        assertFails("401", "client_credentials");
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void token_providerFails_failsAndLeavesItAloneForAMoment() {
        provider.next(HttpReply.json(401, "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}"));

        assertFails("answered 401", "client_secret");
        assertFails("answered 401", "client_secret");
        assertThat(provider.requests()).hasSize(1);
        clock.advance(FetchedTokens.QUIET);
        assertAllowedWith("first");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void token_clockIsSetBack_neitherWaitsNorKeepsARefusedToken() {
        provider.next(HttpReply.json(503, "{}"));
        assertFails("answered 503");
        clock.advance(Duration.ofHours(-1));
        assertAllowedWith("first");

        clock.advance(Duration.ofHours(-1));
        provider.next(token("second", 1000));
        server.next(HttpReply.json(401, "{}"));
        assertAllowedWith("second");
    }

    @Test
    void token_overTls_trustsTheAuthoritiesOfEachSection(@TempDir Path one, @TempDir Path other) {
        LoopbackCertificate first = LoopbackCertificate.make(one);
        LoopbackCertificate second = LoopbackCertificate.make(other);
        Path forServer = first.writePem(one.resolve("server.pem"));
        Path forProvider = second.writePem(other.resolve("provider.pem"));
        try (HttpDouble tlsServer = HttpDouble.startEncrypted(first.forServer(), HttpReply.json("{\"allowed\":true}"));
                HttpDouble tlsProvider = HttpDouble.startEncrypted(second.forServer(), token("first", 1000))) {
            Map<String, ?> right = encrypted(forServer, tlsProvider, forProvider);
            Map<String, ?> wrongServer = encrypted(forProvider, tlsProvider, forProvider);
            Map<String, ?> wrongProvider = encrypted(forServer, tlsProvider, forServer);
            try (Authorizer encrypted = create(tlsServer, right)) {
                assertThat(encrypted.authorize(REQUEST)).isEqualTo(new Decision.Allow());
            }
            for (Map<String, ?> wrong : List.of(wrongServer, wrongProvider)) {
                try (Authorizer distrustful = create(tlsServer, wrong)) {
                    assertThatThrownBy(() -> distrustful.authorize(REQUEST)).isInstanceOf(YatagarasuException.class);
                }
            }
            assertThat(tlsServer.requests()).hasSize(1);
        }
    }

    private static Map<String, ?> encrypted(Path forServer, HttpDouble tlsProvider, Path forProvider) {
        Map<String, ?> credentials = Map.of(
                "token_url",
                tlsProvider.url().toString(),
                "client_id",
                "proxy",
                "client_secret",
                SECRET,
                "ca_certificate",
                forProvider,
                "timeout",
                "20s");
        return Map.of("ca_certificate", forServer, "client_credentials", credentials);
    }

    @Test
    void token_providerHangs_failsInTime() {
        authorizer.close();
        authorizer = authorizer(Map.of("timeout", "300ms"));
        provider.next(HttpReply.silence());

        assertFails("did not answer within 300 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"token\"",
                "<html></html>",
                "{\"access_token\":\"a\"}",
                "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":7,\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a b\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\\r\\nX-Y: z\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":0}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":-5}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":\"soon\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":1e400}"
            })
    void token_answerThatIsNone_fails(String body) {
        provider.next(HttpReply.json(body));
        assertFails("token");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 203, 206})
    void token_successOfAnotherKindThan200_isNoToken(int status) {
        provider.next(HttpReply.json(status, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}"));
        assertFails("answered " + status);
        assertThat(server.requests()).isEmpty();
    }

    private void assertAllowedWith(String token) {
        assertThat(authorizer.authorize(REQUEST)).isEqualTo(new Decision.Allow());
        assertThat(server.lastRequest().headers().first("authorization")).contains("Bearer " + token);
    }

    private void assertFails(String... words) {
        assertThatThrownBy(() -> authorizer.authorize(REQUEST))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining(SECRET);
    }

    private static HttpReply token(String token, int seconds) {
        return HttpReply.json("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds
                + ",\"scope\":\"read\"}");
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Authorizer authorizer(Map<String, ?> more) {
        Map<String, Object> credentials = new HashMap<>();
        credentials.put("token_url", provider.url() + "/oauth/token");
        credentials.put("client_id", "proxy");
        credentials.put("client_secret", SECRET);
        credentials.put("audience", "https://fga.example");
        credentials.put("scopes", List.of("read", "check"));
        credentials.put("timeout", "20s");
        credentials.putAll(more);
        credentials.values().removeIf(NONE::equals);
        return create(server, Map.of("client_credentials", credentials));
    }

    private Authorizer create(HttpDouble at, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("endpoint", at.url().toString());
        settings.put("store_id", "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        settings.put("timeout", "20s");
        return new OpenFgaAuthorizerFactory().create(ConfigNode.of(settings), Contexts.context(clock));
    }
}
