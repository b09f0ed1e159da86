package dev.yatagarasu.core.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of decisions, for how long, and in how much memory. */
class DecisionCacheTest {
    private static final long MEGABYTE = 1024 * 1024;
    private static final Decision ALLOW = new Decision.Allow();
    private static final Decision DENY = new Decision.Deny("no");
    private static final Principal ANN = Principal.of("ann");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

    private DecisionCache cache(long bytes) {
        return new DecisionCache(DecisionCacheConfig.defaults(), bytes, clock);
    }

    private static PolicyQuestion question(Principal principal, String key) {
        return new PolicyQuestion(Optional.of(principal), "GET", key, Optional.empty(), RequestDetails.none());
    }

    private void remember(DecisionCache cache, PolicyQuestion question, Decision decision) {
        cache.remember(question, decision, Instant.MAX, cache.purges());
    }

    @Test
    void remember_manyLongKeys_staysWithinItsBytes() {
        DecisionCache cache = cache(4 * MEGABYTE);
        String filler = "k".repeat(8_000);

        for (int i = 0; i < 10_000; i++) {
            remember(cache, question(ANN, filler + i), DENY);
        }

        assertThat(cache.bytes()).isBetween(3 * MEGABYTE, 4 * MEGABYTE);
        assertThat(cache.size()).isBetween(350L, 524L);
    }

    @Test
    void remember_whatElseTheClientSends_isWeighedToo() {
        DecisionCache cache = cache(4 * MEGABYTE);
        String filler = "v".repeat(8_000);
        for (int i = 0; i < 1_000; i++) {
            RequestDetails details = new RequestDetails(
                    Optional.of("192.0.2.1"),
                    Map.of("x-tenant", List.of(filler + i)),
                    Map.of("q", List.of(filler + i)));
            remember(cache, new PolicyQuestion(Optional.empty(), "GET", "a.txt", Optional.empty(), details), ALLOW);
        }
        assertThat(cache.size()).isBetween(150L, 262L);
    }

    @Test
    void remember_principalsWithManyClaims_areWeighedToo() {
        DecisionCache cache = cache(4 * MEGABYTE);
        for (int i = 0; i < 1_000; i++) {
            remember(cache, question(new Principal("ann", Map.of("n", i, "a", "é".repeat(8_000))), "a.txt"), ALLOW);
        }
        assertThat(cache.size()).isBetween(350L, 524L);
    }

    @Test
    void remember_textBeyondLatin1_weighsTwice() {
        DecisionCache cache = cache(4 * MEGABYTE);
        for (int i = 0; i < 1_000; i++) {
            remember(cache, question(ANN, "鴉".repeat(4_000) + i), ALLOW);
        }
        assertThat(cache.size()).isBetween(350L, 524L);
    }

    @Test
    void remember_fewEntriesAllowed_thatManyAreKeptThoughThereIsRoom() {
        DecisionCache cache = new DecisionCache(
                new DecisionCacheConfig(Duration.ofSeconds(60), Duration.ofSeconds(10), 10), 64 * MEGABYTE, clock);
        for (int i = 0; i < 100; i++) {
            remember(cache, question(ANN, "a" + i), ALLOW);
        }
        assertThat(cache.size()).isBetween(1L, 10L);
    }

    @Test
    void remember_entryThatIsOver_givesItsMemoryBack() {
        DecisionCache cache = cache(4 * MEGABYTE);
        remember(cache, question(ANN, "denied"), DENY);
        cache.remember(question(ANN, "ends"), ALLOW, clock.instant().plusSeconds(5), cache.purges());
        remember(cache, question(ANN, "allowed"), ALLOW);
        assertThat(cache.size()).isEqualTo(3);

        clock.advance(Duration.ofSeconds(15));
        assertThat(cache.recall(question(ANN, "ends"))).isEmpty();
        assertThat(cache.recall(question(ANN, "denied"))).isEmpty();
        assertThat(cache.size()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(60));
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void recall_otherVersionOfTheObject_isAnotherQuestion() {
        DecisionCache cache = cache(4 * MEGABYTE);
        remember(cache, question(ANN, "a"), ALLOW);
        assertThat(cache.recall(
                        new PolicyQuestion(Optional.of(ANN), "GET", "a", Optional.of("v1"), RequestDetails.none())))
                .isEmpty();
    }

    @Test
    void forget_onePrincipal_saysHowManyDecisionsThatWere() {
        DecisionCache cache = cache(4 * MEGABYTE);
        remember(cache, question(ANN, "a"), ALLOW);
        remember(cache, question(ANN, "b"), DENY);
        remember(cache, question(Principal.of("bob"), "a"), ALLOW);

        assertThat(cache.forget(question -> question.principal().equals(Optional.of(ANN))))
                .isEqualTo(2);
        assertThat(cache.recall(question(Principal.of("bob"), "a"))).contains(ALLOW);
        assertThat(cache.recall(question(ANN, "a"))).isEmpty();
    }
}
