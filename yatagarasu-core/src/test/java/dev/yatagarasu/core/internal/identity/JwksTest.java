package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.identity.Authentication.Authenticated;
import dev.yatagarasu.api.identity.Authentication.Rejected;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.testkit.KeySetServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sets of a provider that rotates, hangs, lies, shrinks, grows and disappears. */
@Timeout(60)
class JwksTest {
    private static final IdentityRequest ONE = KeySetFixture.request(Tokens.RSA, "one");
    private static final IdentityRequest TWO = KeySetFixture.request(Tokens.OTHER_RSA, "two");
    private static final String KEY_ONE = KeySetJson.key(Tokens.RSA, "one");
    private static final String KEY_TWO = KeySetJson.key(Tokens.OTHER_RSA, "two");
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final KeySetFixture f = new KeySetFixture();

    @AfterEach
    void close() throws IOException {
        f.close();
    }

    @ParameterizedTest
    @MethodSource("dev.yatagarasu.core.internal.identity.KeySetJson#providers")
    void authenticate_shapeOfAProvider_isUnderstood(String keySet) {
        f.provider.publish(keySet);
        assertThat(f.takes(Tokens.RSA, "one")).isTrue();
        assertThat(f.takes(Tokens.OTHER_RSA, "enc")).as("a key for encryption").isFalse();
    }

    @Test
    void authenticate_ecAndOkpKeys_areUsed() {
        f.provider.publish(KeySetJson.of(KeySetJson.key(Tokens.P256, "ec"), KeySetJson.key(Tokens.ED25519, "ed")));
        JwtFixture.authenticated(
                f.authenticator,
                Tokens.bearer(Tokens.sign("ES256", "{\"alg\":\"ES256\",\"kid\":\"ec\"}", Tokens.claims(""))));
        JwtFixture.authenticated(
                f.authenticator,
                Tokens.bearer(Tokens.sign("EdDSA", "{\"alg\":\"EdDSA\",\"kid\":\"ed\"}", Tokens.claims(""))));
        assertThat(f.provider.requests()).isEqualTo(1);
    }

    @Test
    void recall_nothingFetchedYet_leavesItToAuthenticate() {
        assertThat(f.provider.requests()).as("nothing is fetched at the start").isZero();
        assertThat(f.authenticator.recall(ONE)).isEmpty();
        assertThat(f.provider.requests()).isZero();
        assertThat(f.status().isUsable()).isTrue();
        JwtFixture.authenticated(f.authenticator, ONE);
        assertThat(f.authenticator.recall(ONE)).isPresent();
        assertThat(f.status())
                .isEqualTo(new KeySetStatus(
                        f.provider.url().toString(), 1, Optional.of(Tokens.NOW), Optional.empty(), 1, 0));
        assertThat(f.provider.lastRequest()).startsWith("GET /.well-known/jwks.json HTTP/1.1\r\n");
    }

    @Test
    void authenticate_manyAtOnce_fetchOnce() throws Exception {
        Semaphore gate = new Semaphore(0);
        f.provider.holdUntil(gate);
        Thread opener = Thread.ofVirtual().start(() -> {
            try {
                f.provider.awaitRequest();
                gate.release();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(f.manyTimes(200, ONE)).allMatch(Authenticated.class::isInstance);
        opener.join();
        assertThat(f.provider.requests()).isEqualTo(1);
    }

    @Test
    void authenticate_unknownKey_isLookedForOnceInThirtySeconds() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.publish(KeySetJson.of(KEY_ONE, KEY_TWO));
        assertThat(f.authenticator.authenticate(TWO)).as("rotated a moment ago").isInstanceOf(Authenticated.class);
        assertThat(f.provider.requests()).isEqualTo(2);
        for (int i = 0; i < 100; i++) {
            assertThat(f.takes(Tokens.RSA, "flood-" + i)).isFalse();
        }
        assertThat(f.manyTimes(100, KeySetFixture.request(Tokens.RSA, "three")))
                .containsOnly(new Rejected("no key here is the one that the token names, or fits its alg"));
        assertThat(f.provider.requests()).isEqualTo(2);
        f.clock.advance(Duration.ofSeconds(30));
        assertThat(f.manyTimes(100, KeySetFixture.request(Tokens.RSA, "three"))).allMatch(Rejected.class::isInstance);
        assertThat(f.provider.requests()).isEqualTo(3);
    }

    @Test
    void authenticate_algorithmThatIsNotAccepted_fetchesNothing() {
        assertThat(f.authenticator.authenticate(Tokens.bearer(Tokens.hs256(Tokens.claims("")))))
                .isEqualTo(new Rejected("the token's alg is not one of those that are accepted here"));
        assertThat(f.authenticator.authenticate(Tokens.bearer("a.b.c"))).isInstanceOf(Rejected.class);
        assertThat(f.provider.requests()).isZero();
    }

    @Test
    void recall_keyTakenOutOfTheSet_endsTheTokensItSigned() throws Exception {
        f.provider.publish(KeySetJson.of(KEY_ONE, KEY_TWO));
        JwtFixture.authenticated(f.authenticator, ONE);
        JwtFixture.authenticated(f.authenticator, TWO);
        f.provider.publish(KeySetJson.of(KEY_TWO));
        f.clock.advance(LIFETIME.multipliedBy(4).dividedBy(5));
        assertThat(f.authenticator.recall(TWO))
                .as("fetched again in the background")
                .isPresent();
        f.awaitFetches(2);
        assertThat(f.authenticator.recall(ONE)).isEmpty();
        assertThat(f.authenticator.authenticate(ONE)).isInstanceOf(Rejected.class);
        assertThat(f.authenticator.recall(TWO)).as("its key has stayed").isPresent();
        f.provider.publish(KeySetJson.of(KeySetJson.key(Tokens.rsa(), "two")));
        f.clock.advance(LIFETIME);
        assertThat(f.authenticator.authenticate(TWO))
                .as("the same name, another key")
                .isInstanceOf(Rejected.class);
    }

    @Test
    void recall_setPastItsEnd_waitsForANewOne() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.publish(KeySetJson.of(KEY_TWO));
        f.clock.advance(LIFETIME);
        assertThat(f.authenticator.recall(ONE)).isEmpty();
        assertThat(f.authenticator.authenticate(ONE)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age=60",
                "public, max-age=60, must-revalidate",
                "MAX-AGE=60",
                "max-age=\"60\"",
                "max-age=1",
                "max-age=31536000",
                "max-age=99999999999999",
                "s-maxage=60",
                "no-store"
            })
    void recall_cacheControl_isHonouredWithinBounds(String value) throws Exception {
        f.provider.publish(KeySetJson.of(KEY_ONE), "Cache-Control: " + value + "\r\n");
        JwtFixture.authenticated(f.authenticator, ONE);
        boolean minute = value.contains("60") && !value.contains("6000") && !value.startsWith("s-");
        Duration lifetime = minute ? Duration.ofMinutes(1) : value.endsWith("=1") ? Duration.ofSeconds(30) : LIFETIME;
        f.clock.advance(lifetime.multipliedBy(4).dividedBy(5).minusMillis(1));
        assertThat(f.authenticator.recall(ONE)).isPresent();
        assertThat(f.keySets.isFetching()).isFalse();
        assertThat(f.provider.requests()).isEqualTo(1);
        f.clock.advance(Duration.ofMillis(1));
        assertThat(f.authenticator.recall(ONE)).isPresent();
        f.awaitFetches(2);
        assertThat(f.provider.requests()).isEqualTo(2);
    }

    /** What a provider answers instead of a key set. */
    static Stream<Named<KeySetServer.Answer>> lies() {
        return Stream.of(
                lie("nothing", ""),
                lie("no HTTP", "hello\r\n\r\n"),
                lie("error", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
                lie("not found", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}"),
                lie("redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
                lie("no content", "HTTP/1.1 204 No Content\r\n\r\n"),
                lie("HTML", "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>"),
                lie("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                lie("no keys", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"keys\":[]}"),
                lie("cut off", "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{\"keys\":[]}"),
                lie(
                        "compressed",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\u0008\u0000"),
                Named.of("hanging", (request, out) -> new Semaphore(0).tryAcquire(5, TimeUnit.SECONDS)),
                Named.of("endless line", (request, out) -> repeat(out, "HTTP/1.1 200 OK\r\nA: ", "a".repeat(1000))),
                Named.of("endless head", (request, out) -> repeat(out, "HTTP/1.1 200 OK\r\n", "A: b\r\n".repeat(99))),
                Named.of(
                        "endless body",
                        (request, out) -> repeat(out, "HTTP/1.1 200 OK\r\n\r\n{\"keys\":[", " ".repeat(10_000))),
                Named.of(
                        "endless error",
                        (request, out) -> repeat(out, "HTTP/1.1 500 Oops\r\n\r\n", " ".repeat(10_000))),
                Named.of("trickling", (request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    while (!new Semaphore(0).tryAcquire(100, TimeUnit.MILLISECONDS)) {
                        out.write(' ');
                        out.flush();
                    }
                }));
    }

    private static void repeat(OutputStream out, String start, String part) throws IOException {
        out.write(start.getBytes(StandardCharsets.ISO_8859_1));
        while (true) {
            out.write(part.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static Named<KeySetServer.Answer> lie(String name, String answer) {
        return Named.of(name, (request, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void authenticate_providerLies_cannotBeFoundOutAndThenIs(KeySetServer.Answer lie) {
        f.provider.answer(lie);
        assertThatThrownBy(() -> f.authenticator.authenticate(ONE))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageStartingWith("the key set at " + f.provider.url() + " cannot be had: ");
        int asked = f.provider.requests();
        assertThatThrownBy(() -> f.authenticator.authenticate(ONE))
                .as("not asked again at once")
                .isInstanceOf(YatagarasuException.class);
        assertThat(f.provider.requests()).isEqualTo(asked);
        assertThat(f.authenticator.recall(ONE)).isEmpty();
        assertThat(f.status().isUsable()).isFalse();
        f.provider.publish(KeySetJson.of(KEY_ONE));
        f.clock.advance(Duration.ofSeconds(1));
        JwtFixture.authenticated(f.authenticator, ONE);
        assertThat(f.status().isUsable()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void authenticate_providerLiesLater_keepsTheLastGoodSet(KeySetServer.Answer lie) throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.answer(lie);
        f.clock.advance(LIFETIME);
        JwtFixture.authenticated(f.authenticator, ONE);
        assertThat(f.status().problem()).isPresent();
        assertThat(f.status().keys()).isEqualTo(1);
        assertThat(f.authenticator.recall(ONE)).isPresent();
        assertThat(f.authenticator.authenticate(TWO))
                .as("an unknown key meanwhile")
                .isInstanceOf(Rejected.class);
        f.provider.publish(KeySetJson.of(KEY_TWO));
        f.clock.advance(Duration.ofSeconds(30));
        long failures = f.status().failures();
        f.authenticator.recall(ONE);
        f.awaitFetches(failures + 2);
        assertThat(f.authenticator.recall(ONE)).isEmpty();
        JwtFixture.authenticated(f.authenticator, TWO);
        assertThat(f.status().problem()).isEmpty();
    }

    @Test
    void authenticate_providerAway_triesMoreAndMoreSeldom() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.respond("503 Away", "", "");
        f.clock.advance(LIFETIME);
        JwtFixture.authenticated(f.authenticator, ONE);
        int asked = f.provider.requests();
        for (int pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            f.clock.advance(Duration.ofSeconds(pause).minusMillis(1));
            assertThat(f.authenticator.recall(ONE)).isPresent();
            assertThat(f.keySets.isFetching()).isFalse();
            f.clock.advance(Duration.ofMillis(1));
            assertThat(f.authenticator.recall(ONE)).isPresent();
            f.awaitFetches(++asked);
        }
        assertThat(f.provider.requests()).isEqualTo(asked);
    }

    @Test
    void authenticate_providerGone_keepsTheLastGoodSet() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.close();
        f.clock.advance(LIFETIME);
        JwtFixture.authenticated(f.authenticator, ONE);
        f.awaitFetches(2);
        assertThat(f.status().problem()).isPresent();
    }

    @Test
    void authenticate_clockSetBack_fetchesAgain() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.clock.advance(Duration.ofMinutes(-30));
        assertThat(f.authenticator.recall(ONE)).isEmpty();
        JwtFixture.authenticated(f.authenticator, ONE);
        f.awaitFetches(2);
        assertThat(f.authenticator.recall(ONE)).isPresent();
    }

    @Test
    void authenticate_tokenWithoutKeyId_isTriedWithTheKeysThatFit() {
        String token = Tokens.sign("RS256", "{\"alg\":\"RS256\"}", Tokens.claims(""));
        f.provider.publish(KeySetJson.of(KeySetJson.key(Tokens.P256, "ec"), KEY_TWO, KEY_ONE));
        JwtFixture.authenticated(f.authenticator, Tokens.bearer(token));
    }

    @Test
    void authenticate_tokenWithoutKeyIdAndManyKeys_isRejected() {
        String token = Tokens.sign("RS256", "{\"alg\":\"RS256\"}", Tokens.claims(""));
        f.provider.publish(KeySetJson.of(KEY_ONE, KEY_ONE, KEY_ONE, KEY_ONE, KEY_ONE));
        assertThat(f.authenticator.authenticate(Tokens.bearer(token))).isInstanceOf(Rejected.class);
    }

    @Test
    void authenticate_setGrows_findsTheNewKeyAndKeepsTheOld() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.publish(KeySetJson.of(KEY_TWO, KEY_ONE));
        JwtFixture.authenticated(f.authenticator, TWO);
        assertThat(f.authenticator.recall(ONE)).isPresent();
    }

    @Test
    void acquire_sameSetAgain_sharesWhatWasFetched() throws Exception {
        JwtFixture.authenticated(f.authenticator, ONE);
        f.provider.close();
        JwtAuthenticator reloaded = f.open();
        f.authenticator.close();
        f.authenticator.close();
        JwtFixture.authenticated(reloaded, ONE);
        assertThat(f.keySets.statuses()).hasSize(1);
        reloaded.close();
        assertThat(f.keySets.statuses()).isEmpty();
    }

    @Test
    void authenticate_executorTakesNothing_isUnavailable() {
        f.executor.shutdown();
        assertThatThrownBy(() -> f.authenticator.authenticate(ONE)).isInstanceOf(YatagarasuException.class);
    }

    @Test
    void authenticate_waiterInterrupted_harmsNobodyElse() throws Exception {
        Semaphore gate = new Semaphore(0);
        f.provider.holdUntil(gate);
        Thread waiter = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> f.authenticator.authenticate(ONE))
                        .isInstanceOf(YatagarasuException.class));
        f.provider.awaitRequest();
        waiter.interrupt();
        waiter.join();
        gate.release();
        JwtFixture.authenticated(f.authenticator, ONE);
        assertThat(f.provider.requests()).isEqualTo(1);
    }
}
