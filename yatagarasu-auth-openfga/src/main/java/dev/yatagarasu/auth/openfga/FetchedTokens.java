package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.auth.http.Deadline;
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
import org.jspecify.annotations.Nullable;

/**
 * Tokens from an identity provider, each used until shortly before its end. One is fetched at a time, for all who wait; the
 * next one in the background while the last one is still good. After a failure the provider is left alone for a moment.
 */
final class FetchedTokens implements Tokens {
    static final Duration QUIET = Duration.ofSeconds(1);

    /** A token that is refused when it is as young as that is not revoked: something is wrong with what was asked for. */
    static final Duration YOUNG = Duration.ofSeconds(30);

    private final TokenEndpoint provider;
    private final Clock clock;
    private final Executor executor;

    private volatile @Nullable IssuedToken grant;
    private @Nullable CompletableFuture<IssuedToken> flight;
    private Instant failedAt = Instant.EPOCH;

    FetchedTokens(TokenEndpoint provider, ComponentContext context) {
        this.provider = provider;
        this.clock = context.clock();
        this.executor = context.executor();
    }

    @Override
    public Optional<Secret> token(Deadline deadline) {
        IssuedToken kept = grant;
        Instant now = clock.instant();
        if (kept == null || !now.isBefore(kept.endsAt())) {
            return Optional.of(await(flight(), deadline).token());
        }
        if (!now.isBefore(kept.renewAt())) {
            CompletableFuture<IssuedToken> unused = flight();
        }
        return Optional.of(kept.token());
    }

    /** The fetch that is on its way, or that has just failed, or a new one. */
    private synchronized CompletableFuture<IssuedToken> flight() {
        CompletableFuture<IssuedToken> last = flight;
        boolean failed = last != null && last.isCompletedExceptionally();
        if (last != null && (!last.isDone() || (failed && isWithin(QUIET, failedAt)))) {
            return last;
        }
        CompletableFuture<IssuedToken> next = new CompletableFuture<>();
        flight = next;
        try {
            executor.execute(() -> fetch(next));
        } catch (RejectedExecutionException e) {
            next.completeExceptionally(e);
        }
        return next;
    }

    private void fetch(CompletableFuture<IssuedToken> mine) {
        try {
            mine.complete(keep(provider.fetch()));
        } catch (RuntimeException | Error e) {
            failed();
            mine.completeExceptionally(e);
        }
    }

    private synchronized IssuedToken keep(IssuedToken fetched) {
        grant = fetched;
        return fetched;
    }

    private synchronized void failed() {
        failedAt = clock.instant();
    }

    /** Whether it is no longer ago than that. A clock that was set back shows what has been as still to come. */
    private boolean isWithin(Duration span, Instant moment) {
        Instant now = clock.instant();
        return !now.isBefore(moment) && now.isBefore(moment.plus(span));
    }

    private static IssuedToken await(CompletableFuture<IssuedToken> flight, Deadline deadline) {
        try {
            return flight.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why = cause == null ? "it could not be fetched" : cause.getMessage();
            throw new YatagarasuException("there is no token to ask OpenFGA with: " + why, e);
        } catch (TimeoutException e) {
            throw new YatagarasuException("the token endpoint gave no token in time to ask OpenFGA with", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new YatagarasuException("interrupted while waiting for a token to ask OpenFGA with", e);
        }
    }

    /** Forgets the token if it may have been revoked. */
    @Override
    public synchronized boolean refused(Secret token) {
        IssuedToken kept = grant;
        if (kept == null || !kept.token().equals(token)) {
            return true;
        }
        if (isWithin(YOUNG, kept.givenAt())) {
            return false;
        }
        grant = null;
        return true;
    }

    @Override
    public void close() {
        provider.close();
    }
}
