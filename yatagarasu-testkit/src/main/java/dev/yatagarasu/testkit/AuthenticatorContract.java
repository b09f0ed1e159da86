package dev.yatagarasu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authentication.Absent;
import dev.yatagarasu.api.identity.Authentication.Authenticated;
import dev.yatagarasu.api.identity.Authentication.Rejected;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every {@link Authenticator}. Extend it in a test of the authenticator. */
public abstract class AuthenticatorContract {
    private static final int RECALLS = 1000;

    private ManualClock clock;
    private Authenticator authenticator;

    /** Opens an authenticator that reads the time from {@code clock}. Called once in each test, which closes it. */
    protected abstract Authenticator openAuthenticator(Clock clock) throws Exception;

    /** A time at which the credentials of {@link #good} are valid. */
    protected abstract Instant now();

    /** A request with valid credentials, always the same. */
    protected abstract IdentityRequest good();

    /** The identifier of the principal of {@link #good}. */
    protected abstract String goodId();

    /** A request with invalid credentials. */
    protected abstract IdentityRequest bad();

    /** A request without credentials. */
    protected abstract IdentityRequest without();

    /** The credentials in {@link #good} and {@link #bad}, which must not appear in any text. */
    protected abstract List<String> credentials();

    @BeforeEach
    final void open() throws Exception {
        clock = new ManualClock(now());
        authenticator = openAuthenticator(clock);
    }

    @AfterEach
    final void close() {
        authenticator.close();
    }

    private Authenticated authenticated() {
        Authentication found = authenticator.authenticate(good());
        assertThat(found).isInstanceOf(Authenticated.class);
        return (Authenticated) found;
    }

    @Test
    final void authenticate_goodCredentials_saysWhoseTheyAre() {
        Authenticated found = authenticated();
        assertThat(found.principal().id()).isEqualTo(goodId());
        assertThat(authenticated()).as("the second time").isEqualTo(found);
    }

    @Test
    final void authenticate_claims_cannotBeChanged() {
        Map<String, Object> claims = authenticated().principal().claims();
        assertUnchangeable(claims);
        assertThatThrownBy(() -> claims.put("role", "admin")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertUnchangeable(Object claim) {
        switch (claim) {
            case Map<?, ?> map -> {
                assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
                map.values().forEach(AuthenticatorContract::assertUnchangeable);
            }
            case List<?> list -> {
                assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
                list.forEach(AuthenticatorContract::assertUnchangeable);
            }
            default -> assertThat(claim).isInstanceOfAny(String.class, Number.class, Boolean.class);
        }
    }

    @Test
    final void authenticate_noCredentials_areAbsent() {
        assertThat(authenticator.authenticate(without())).isEqualTo(new Absent());
    }

    @Test
    final void authenticate_badCredentials_areRejectedEachTime() {
        for (int i = 0; i < 3; i++) {
            assertThat(authenticator.authenticate(bad())).isInstanceOf(Rejected.class);
        }
    }

    @Test
    final void authenticate_reasonsAndResults_holdNoCredentials() {
        assertThat(credentials()).isNotEmpty();
        for (IdentityRequest request : List.of(good(), bad())) {
            assertThat(authenticator.authenticate(request).toString()).doesNotContain(credentials());
            assertThat(authenticator.recall(request).toString()).doesNotContain(credentials());
        }
        assertThat(authenticator.toString()).doesNotContain(credentials());
    }

    @Test
    final void authenticate_manyThreads_allGetTheirOwnAnswer() throws Exception {
        List<IdentityRequest> requests = List.of(good(), bad(), without());
        List<Authentication> expected =
                requests.stream().map(authenticator::authenticate).toList();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 300; i++) {
                int one = i % requests.size();
                running.add(threads.submit(() -> assertThat(authenticator.authenticate(requests.get(one)))
                        .isEqualTo(expected.get(one))));
            }
            for (Future<?> thread : running) {
                thread.get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    final void recall_anything_isWhatAuthenticateSays() {
        for (IdentityRequest request : List.of(good(), bad(), without())) {
            Optional<Authentication> before = authenticator.recall(request);
            Authentication found = authenticator.authenticate(request);
            assertThat(before.orElse(found)).as("recalled before").isEqualTo(found);
            assertThat(authenticator.recall(request).orElse(found))
                    .as("recalled after")
                    .isEqualTo(found);
        }
    }

    @Test
    final void recall_credentialsThatHaveEnded_areNotGoodAnyMore() {
        Instant end = authenticated().validUntil();
        Assumptions.assumeTrue(end.isBefore(Instant.MAX), "these credentials do not end");
        clock.set(end);
        assertThat(authenticator.recall(good()).filter(Authenticated.class::isInstance))
                .isEmpty();
        assertThat(authenticator.authenticate(good())).isInstanceOf(Rejected.class);
    }

    @Test
    final void recall_onceItHasBeenAsked_neverWaits() {
        List<IdentityRequest> requests = List.of(good(), bad(), without());
        requests.forEach(authenticator::authenticate);
        requests.forEach(authenticator::recall);
        long waits = waits();
        for (int i = 0; i < RECALLS; i++) {
            requests.forEach(authenticator::recall);
        }
        assertThat(waits()).as("how often the thread has waited").isEqualTo(waits);
    }

    /** How often this thread has stood still, for a monitor, a lock or anything else of this process. */
    private static long waits() {
        ThreadInfo thread = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().threadId());
        return thread.getBlockedCount() + thread.getWaitedCount();
    }

    @Test
    final void objection_anybody_isSaidWithoutCredentials() {
        Optional<String> objection = authenticator.objection(authenticated().principal());
        assertThat(objection.orElse("")).doesNotContain(credentials());
        assertThat(authenticator.objection(authenticated().principal()))
                .as("the second time")
                .isEqualTo(objection);
    }

    @Test
    final void close_twice_isLikeOnce() {
        authenticator.close();
        authenticator.close();
    }
}
