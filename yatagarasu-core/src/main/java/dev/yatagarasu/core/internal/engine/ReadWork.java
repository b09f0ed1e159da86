package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import java.time.Duration;
import java.util.Optional;

/** The slow lane: reads an object through the cache, or straight from storage, and says what went wrong. */
final class ReadWork implements Work {
    /** However long storage may ask to be left alone, a client is not sent away for longer. */
    private static final long LONGEST_RETRY_AFTER_SECONDS = 300;

    private final ObjectRead reading;

    ReadWork(ObjectRead reading) {
        this.reading = reading;
    }

    @Override
    public Answer finish() {
        try {
            return readOrFail();
        } catch (Throwable e) {
            return reading.responder().unforeseen(e);
        }
    }

    private Answer readOrFail() {
        try {
            return read();
        } catch (StorageException e) {
            reading.bucket().bucketLog().failed(reading.exchange().id(), e);
            reading.exchange().missed();
            return reading.responder().failed(errorCode(e.kind()), e, retryAfter(e));
        }
    }

    private Answer read() {
        Optional<ObjectCache> cache = reading.bucket().cache();
        return cache.isPresent() && !reading.exchange().site().isRetired()
                ? new CachedRead(reading, cache.get()).answer()
                : new DirectRead(reading).answer();
    }

    @Override
    public void abandon() {
        reading.responder().done(0, false);
    }

    /** When the client may come back, if that is a matter of time and storage has said so. */
    private static Headers retryAfter(StorageException failure) {
        if (failure.kind() != StorageException.Kind.UNAVAILABLE) {
            return Headers.empty();
        }
        long seconds = failure.retryAfter().map(Duration::toSeconds).orElse(0L);
        return Headers.of("retry-after", Long.toString(Math.clamp(seconds, 1, LONGEST_RETRY_AFTER_SECONDS)));
    }

    private static ErrorCode errorCode(StorageException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> ErrorCode.STORAGE_UNAVAILABLE;
            case TIMEOUT -> ErrorCode.STORAGE_TIMEOUT;
            case REFUSED, BROKEN -> ErrorCode.STORAGE_ERROR;
        };
    }
}
