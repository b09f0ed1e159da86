package dev.yatagarasu.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.policy.PolicyInputs;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is remembered of a policy, for how long, and what makes it forgotten. */
class DecisionsTest extends EngineTest {
    private static final Principal ADA = Principal.of("ada");
    private static final Principal BOB = Principal.of("bob");
    private static final DecisionCacheConfig A_MINUTE =
            new DecisionCacheConfig(Duration.ofSeconds(60), Duration.ofSeconds(10), 1000);

    private final AskedPolicy policy = new AskedPolicy();

    private YatagarasuConfig config(DecisionCacheConfig decisions) {
        AuthConfig auth =
                AuthConfig.builder().authorizer(policy).decisionCache(decisions).build();
        return config(
                BucketConfig.protectedBucket("files", "/files", new StorageConfig.Provided(storage), auth),
                BucketConfig.protectedBucket("more", "/more", new StorageConfig.Provided(storage), auth));
    }

    private Reply read(Principal who, String target, String... headers) {
        return switch (engine().begin(Request.of("GET", target, Headers.of(headers)), who)) {
            case Answer answer -> receive(answer, true);
            case Work work -> receive(work.finish(), false);
        };
    }

    @Test
    void decision_again_isRememberedAndFast() {
        start(config(A_MINUTE));
        read(ADA, "/files/a.txt");

        Reply again = read(ADA, "/files/a.txt");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.fast()).isTrue();
        assertThat(policy.asked).hasSize(1);
    }

    @Test
    void decision_afterItsTime_isAskedForAgain() {
        start(config(A_MINUTE));
        read(ADA, "/files/a.txt");
        clock.advance(Duration.ofSeconds(59));
        read(ADA, "/files/a.txt");
        assertThat(policy.asked).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        policy.rule = request -> AskedPolicy.DENY;

        assertThat(read(ADA, "/files/a.txt").status()).isEqualTo(403);
        assertThat(policy.asked).hasSize(2);
    }

    @Test
    void denial_isRememberedForItsOwnTime() {
        start(config(A_MINUTE));
        policy.rule = request -> AskedPolicy.DENY;
        read(ADA, "/files/a.txt");
        Reply again = read(ADA, "/files/a.txt");
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.fast()).isTrue();
        policy.rule = request -> AskedPolicy.ALLOW;

        clock.advance(Duration.ofSeconds(10));

        assertThat(read(ADA, "/files/a.txt").status()).isEqualTo(200);
    }

    @Test
    void ttlsOfZero_nothingIsRemembered() {
        start(config(DecisionCacheConfig.off()));
        read(ADA, "/files/a.txt");
        policy.rule = request -> AskedPolicy.DENY;
        read(ADA, "/files/a.txt");
        read(ADA, "/files/a.txt");

        assertThat(policy.asked).hasSize(3);
    }

    @Test
    void credentialsThatEndSooner_endTheDecision() {
        BearerNames names = new BearerNames();
        names.validUntil = clock.instant().plusSeconds(5);
        AuthConfig auth = AuthConfig.builder()
                .authenticator(names)
                .authorizer(policy)
                .decisionCache(A_MINUTE)
                .build();
        start(config(BucketConfig.protectedBucket("files", "/files", new StorageConfig.Provided(storage), auth)));
        get("/files/a.txt", "authorization", "Bearer ada");
        get("/files/a.txt", "authorization", "Bearer ada");
        assertThat(policy.asked).hasSize(1);

        clock.advance(Duration.ofSeconds(5));
        names.validUntil = clock.instant().plusSeconds(5);
        get("/files/a.txt", "authorization", "Bearer ada");

        assertThat(policy.asked).hasSize(2);
    }

    @Test
    void failure_isNotRemembered() {
        start(config(A_MINUTE));
        policy.rule = request -> {
            throw new YatagarasuException("down");
        };
        assertThat(read(ADA, "/files/a.txt").status()).isEqualTo(500);
        policy.rule = request -> AskedPolicy.ALLOW;

        assertThat(read(ADA, "/files/a.txt").status()).isEqualTo(200);
    }

    @Test
    void decision_isAboutAllThatThePolicyWasGiven() {
        policy.inputs = new PolicyInputs(true, Set.of("x-tenant"), Set.of("version"));
        start(config(A_MINUTE));
        read(ADA, "/files/a.txt");
        read(ADA, "/files/b.txt");
        read(ADA, "/more/a.txt");
        read(BOB, "/files/a.txt");
        read(new Principal("ada", Map.of("role", "reader")), "/files/a.txt");
        read(ADA, "/files/a.txt", "x-tenant", "a");
        read(ADA, "/files/a.txt", "x-tenant", "a", "x-tenant", "b");
        read(ADA, "/files/a.txt?version=1");
        assertThat(policy.asked).hasSize(8).doesNotHaveDuplicates();

        read(ADA, "/files/a.txt?other=1", "x-other", "a");

        assertThat(policy.asked).hasSize(8);
        assertThat(policy.asked.getFirst().details().clientAddress()).contains("127.0.0.1");
        assertThat(policy.asked.get(6).details().headers()).containsExactly(Map.entry("x-tenant", List.of("a", "b")));
        assertThat(policy.asked.get(7).details().query()).containsExactly(Map.entry("version", List.of("1")));
    }

    @Test
    void maxEntries_areKeptAtMost() {
        start(config(new DecisionCacheConfig(Duration.ofSeconds(60), Duration.ZERO, 10)));

        for (int i = 0; i < 100; i++) {
            read(Principal.of("p" + i), "/files/a.txt");
        }

        assertThat(engine().decisions().remembered("files")).isBetween(1L, 10L);
    }

    @Test
    void purge_ofEverythingOrABucketOrAPrincipal_hasThePolicyAskedAgain() {
        start(config(A_MINUTE));
        List<Runnable> reads = List.of(
                () -> read(ADA, "/files/a.txt"), () -> read(BOB, "/files/a.txt"), () -> read(ADA, "/more/a.txt"));
        reads.forEach(Runnable::run);

        assertThat(engine().decisions().purge(DecisionPurge.ofPrincipal("ada"))).isEqualTo(2);
        reads.forEach(Runnable::run);
        assertThat(policy.asked).hasSize(3 + 2);
        assertThat(engine().decisions().purge(DecisionPurge.ofBucket("files"))).isEqualTo(2);
        reads.forEach(Runnable::run);
        assertThat(policy.asked).hasSize(3 + 2 + 2);
        assertThat(engine().decisions().purge(DecisionPurge.of(Optional.of("more"), Optional.of("bob"))))
                .isZero();
        assertThat(engine().decisions().purge(DecisionPurge.all())).isEqualTo(3);
        reads.forEach(Runnable::run);
        assertThat(policy.asked).hasSize(3 + 2 + 2 + 3);
    }

    @Test
    void purge_ofAnUnknownBucket_namesThoseThereAre() {
        start(config(A_MINUTE));

        assertThatThrownBy(() -> engine().decisions().purge(DecisionPurge.ofBucket("flies")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[files, more]");
    }

    @Test
    void purge_whileThePolicyIsAsked_wins() {
        start(config(A_MINUTE));
        policy.rule = request -> {
            engine().decisions().purge(DecisionPurge.all());
            return AskedPolicy.ALLOW;
        };
        read(ADA, "/files/a.txt");
        policy.rule = request -> AskedPolicy.DENY;

        assertThat(read(ADA, "/files/a.txt").status()).isEqualTo(403);
    }

    @Test
    void manyAtOnce_thePolicyIsAskedOnce() throws Exception {
        start(config(A_MINUTE));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decide = new CountDownLatch(1);
        policy.rule = request -> {
            asked.countDown();
            await(decide);
            return AskedPolicy.ALLOW;
        };

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                replies.add(threads.submit(() -> read(ADA, "/files/a.txt")));
            }
            await(asked);
            decide.countDown();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get(30, SECONDS).status()).isEqualTo(200);
            }
        }
        assertThat(policy.asked).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reload_forgetsDecisions() {
        start(config(A_MINUTE));
        read(ADA, "/files/a.txt");

        engine().reload(config(A_MINUTE));
        read(ADA, "/files/a.txt");

        assertThat(policy.asked).hasSize(2);
    }

    @Test
    void metrics_countWhatIsDecidedAndWhereItIsFrom() {
        start(config(A_MINUTE));
        read(ADA, "/files/a.txt");
        read(ADA, "/files/a.txt");
        policy.rule = request -> {
            throw new YatagarasuException("down");
        };
        read(BOB, "/files/a.txt");

        assertThat(count("yatagarasu_policy_decisions{bucket=\"files\",decision=\"allow\",from=\"policy\"}"))
                .isEqualTo(1);
        assertThat(count("yatagarasu_policy_decisions{bucket=\"files\",decision=\"allow\",from=\"memory\"}"))
                .isEqualTo(1);
        assertThat(count("yatagarasu_policy_failures{bucket=\"files\"}")).isEqualTo(1);
        assertThat(gauge("yatagarasu_policy_up{bucket=\"files\"}")).isEqualTo(0);
        assertThat(gauge("yatagarasu_policy_up{bucket=\"more\"}")).isEqualTo(1);
        assertThat(engine().readiness().policies()).containsEntry("more", "up").containsEntry("files", "down");
    }

    private Object gauge(String name) {
        return Objects.requireNonNull(engine().metrics().getGauges().get(name), name)
                .getValue();
    }

    private long count(String name) {
        return engine().metrics().counter(name).getCount();
    }
}
