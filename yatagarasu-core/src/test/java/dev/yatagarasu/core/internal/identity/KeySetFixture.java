package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.JwksConfig;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.testkit.KeySetServer;
import dev.yatagarasu.testkit.ManualClock;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A provider, the key sets of an engine, and an authenticator that takes RS256, ES256 and EdDSA from them. */
final class KeySetFixture implements AutoCloseable {
    static final KeySetFetcher.Limits LIMITS =
            new KeySetFetcher.Limits(Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofMillis(1500));

    final ManualClock clock = new ManualClock(Tokens.NOW);
    final KeySetServer provider = KeySetServer.start(KeySetJson.of(KeySetJson.key(Tokens.RSA, "one")));
    final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    final KeySets keySets = new KeySets(clock, executor, authorities -> new KeySetFetcher(LIMITS, authorities));
    final JwtAuthenticator authenticator = open();

    JwtConfig config() {
        return JwtConfig.builder(JwtAlgorithm.RS256, JwtAlgorithm.ES256, JwtAlgorithm.EDDSA)
                .jwks(JwksConfig.of(provider.url().toString()).withRefresh(Duration.ofMinutes(10)))
                .clockSkew(Duration.ofHours(1))
                .build();
    }

    JwtAuthenticator open() {
        return JwtAuthenticator.of(config(), keySets, clock, JwtFixture.TOKEN_BYTES);
    }

    static IdentityRequest request(KeyPair pair, String keyId) {
        return Tokens.bearer(Tokens.rs256(pair, keyId));
    }

    boolean takes(KeyPair pair, String keyId) {
        return authenticator.authenticate(request(pair, keyId)) instanceof Authentication.Authenticated;
    }

    KeySetStatus status() {
        return keySets.statuses().getFirst();
    }

    /** Waits until that many fetches have ended, well or not. */
    void awaitFetches(long count) throws TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (status().fetches() < count || keySets.isFetching()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("fetches: " + status().fetches());
            }
            Thread.onSpinWait();
        }
    }

    /** Asks from many threads at once. */
    List<Authentication> manyTimes(int threads, IdentityRequest request) throws Exception {
        List<Future<Authentication>> asked = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            asked.add(executor.submit(() -> authenticator.authenticate(request)));
        }
        List<Authentication> answers = new ArrayList<>();
        for (Future<Authentication> one : asked) {
            answers.add(one.get(30, TimeUnit.SECONDS));
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        authenticator.close();
        keySets.close();
        provider.close();
        executor.close();
    }
}
