package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.core.config.JwksConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an identity provider publishes, fetched when they are first needed and again before they are old. Safe from
 * any thread.
 */
final class JwksSource {
    // - One fetch at a time, on the executor; whoever needs its outcome waits for it, nobody starts another.
    // - A set that was fetched is replaced only by another one that was fetched: failures and garbage leave it in use.
    // - Up to its end a set is used without asking. From a fifth before that on it is fetched again in the background.
    // After
    //   its end whoever comes first waits for a new one, unless the provider is down: then that is tried in the
    // background.
    // - An unknown key has the set fetched again at most once in a while, whatever else happens.

    private static final Logger LOG = LoggerFactory.getLogger(JwksSource.class);
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toMillis();
    private static final long BETWEEN_UNKNOWN_KEYS = Duration.ofSeconds(30).toMillis();
    private static final long LONGEST_WAIT = Duration.ofSeconds(15).toMillis();

    private final URI url;
    private final String shownUrl;
    private final long refresh;
    private final KeySetFetcher fetcher;
    private final Clock clock;
    private final Executor executor;

    private final AtomicReference<@Nullable CompletableFuture<State>> flight = new AtomicReference<>();
    private final AtomicLong unknownKeyAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong fetches = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile int brokenKeys;
    private volatile State state = new State(KeyRing.EMPTY, Optional.empty(), Optional.empty(), 0, 0, 0, 0);

    /**
     * What is known.
     *
     * @param ring the keys in use
     * @param fetched when they were fetched
     * @param problem what was wrong the last time
     * @param pause how long to wait after that
     * @param tried when a fetch ended last
     * @param due from when on it is to be fetched again
     * @param end until when the keys are used without asking
     */
    private record State(
            KeyRing ring,
            Optional<Instant> fetched,
            Optional<String> problem,
            long pause,
            long tried,
            long due,
            long end) {
        boolean isLoaded() {
            return !ring.keys().isEmpty();
        }

        /** Also when the clock was set back, which says nothing about the age of the keys. */
        boolean isDue(long now) {
            return now >= due || now < tried;
        }

        boolean isUsable(long now) {
            return isLoaded() && now < end && now >= tried;
        }
    }

    JwksSource(JwksConfig config, KeySetFetcher fetcher, Clock clock, Executor executor) {
        this.url = config.url();
        this.shownUrl = url.getScheme() + "://" + url.getAuthority() + url.getPath();
        this.refresh = config.refresh().toMillis();
        this.fetcher = fetcher;
        this.clock = clock;
        this.executor = executor;
    }

    /** Whether {@link #ring} would answer at once; has keys that will soon be old fetched in the background. */
    boolean isReady() {
        State known = state;
        long now = clock.millis();
        if (known.isLoaded() && known.isDue(now)) {
            CompletableFuture<State> unused = fetch(() -> state.isDue(clock.millis()));
        }
        return known.isUsable(now);
    }

    KeyRing ring() {
        if (isReady()) {
            return state.ring();
        }
        State known = state;
        if (known.isLoaded() || known.isDue(clock.millis())) {
            known = await(fetch(() -> !state.isUsable(clock.millis())));
        }
        if (!known.isLoaded()) {
            throw new YatagarasuException("the key set at " + shownUrl + " cannot be had: "
                    + known.problem().orElse("it was not fetched yet"));
        }
        return known.ring();
    }

    KeyRing ringForUnknownKey() {
        return await(fetch(this::mayLookForUnknownKey)).ring();
    }

    private boolean mayLookForUnknownKey() {
        long last = unknownKeyAt.get();
        long now = clock.millis();
        boolean recently = last != Long.MIN_VALUE && Math.abs(now - last) < BETWEEN_UNKNOWN_KEYS;
        return !recently && unknownKeyAt.compareAndSet(last, now);
    }

    /** Joins the fetch under way, or begins one if it is still needed once nobody else can begin one. */
    private CompletableFuture<State> fetch(BooleanSupplier needed) {
        CompletableFuture<State> own = new CompletableFuture<>();
        CompletableFuture<State> running = flight.compareAndExchange(null, own);
        if (running != null) {
            return running;
        }
        if (!needed.getAsBoolean()) {
            land(own);
            return own;
        }
        try {
            executor.execute(() -> fetch(own));
        } catch (RejectedExecutionException e) {
            land(own);
        }
        return own;
    }

    private void land(CompletableFuture<State> own) {
        flight.set(null);
        own.complete(state);
    }

    private void fetch(CompletableFuture<State> own) {
        try {
            fetches.incrementAndGet();
            KeySetFetcher.Fetched fetched = fetcher.fetch(url);
            succeed(fetched.keys(), fetched.maxAge());
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            fail("fetching it failed unexpectedly");
            throw e;
        } finally {
            land(own);
        }
    }

    private void succeed(PublishedKeys.Found found, Optional<Duration> maxAge) {
        State before = state;
        long now = clock.millis();
        long lifetime = maxAge.map(age -> Math.clamp(age.toMillis(), JwksConfig.SHORTEST_REFRESH.toMillis(), refresh))
                .orElse(refresh);
        KeyRing ring = new KeyRing(found.keys()).replacing(before.ring());
        state = new State(
                ring,
                Optional.of(clock.instant()),
                Optional.empty(),
                0,
                now,
                now + lifetime - lifetime / 5,
                now + lifetime);
        if (!before.isLoaded() || before.problem().isPresent()) {
            LOG.info(
                    "The key set at {} is in use: {} keys, {} more that tokens cannot be checked with",
                    shownUrl,
                    ring.keys().size(),
                    found.leftOut());
        }
        warnOfBroken(found.broken());
    }

    /** Once for as long as they are there. */
    private void warnOfBroken(int broken) {
        if (broken > 0 && broken != brokenKeys) {
            LOG.warn(
                    "The key set at {} has {} RSA keys that anybody can break (ROCA, CVE-2017-15361); they are left out:"
                            + " have the provider replace them",
                    shownUrl,
                    broken);
        }
        brokenKeys = broken;
    }

    private void fail(String problem) {
        failures.incrementAndGet();
        State before = state;
        long now = clock.millis();
        long pause = before.pause() == 0 ? FIRST_PAUSE : Math.min(before.pause() * 2, LONGEST_PAUSE);
        state = new State(
                before.ring(), before.fetched(), Optional.of(problem), pause, now, now + pause, Long.MAX_VALUE);
        if (before.problem().isEmpty()) {
            LOG.warn(
                    "The key set at {} cannot be had: {}; {}",
                    shownUrl,
                    problem,
                    before.isLoaded() ? "the last good one stays in use" : "tokens cannot be checked until it can");
        }
    }

    private State await(CompletableFuture<State> fetch) {
        try {
            return fetch.get(LONGEST_WAIT, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new YatagarasuException("interrupted while waiting for the key set at " + shownUrl, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new YatagarasuException("the key set at " + shownUrl + " did not come in time", e);
        }
    }

    boolean isFetching() {
        return flight.get() != null;
    }

    /** How it does, after it has been fetched if it was not yet. Blocks. */
    KeySetStatus look() {
        if (!isReady()) {
            State unused = await(fetch(() -> !state.isUsable(clock.millis())));
        }
        return status();
    }

    KeySetStatus status() {
        State known = state;
        return new KeySetStatus(
                shownUrl, known.ring().keys().size(), known.fetched(), known.problem(), fetches.get(), failures.get());
    }
}
