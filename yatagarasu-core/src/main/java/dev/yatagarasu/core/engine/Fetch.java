package dev.yatagarasu.core.engine;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Work;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slow lane: reads an object through the cache, or straight from storage, and says what went wrong. */
final class Fetch implements Work {
    private static final Logger log = LoggerFactory.getLogger(Fetch.class);

    private final Reading reading;

    Fetch(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Answer finish() {
        try {
            return readOrSayWhyNot();
        } catch (Throwable e) {
            return reading.exchange().unforeseen(e);
        }
    }

    private Answer readOrSayWhyNot() {
        Exchange exchange = reading.exchange();
        try {
            return read();
        } catch (StorageException e) {
            log.warn(
                    "request {}: storage of bucket {}: {}",
                    exchange.id(),
                    reading.bucket().name(),
                    e.getMessage());
            log.debug("request {}", exchange.id(), e);
            exchange.missed();
            return exchange.failed(errorCode(e.kind()), e);
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
        reading.exchange().done(0, false);
    }

    private static ErrorCode errorCode(StorageException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> ErrorCode.STORAGE_UNAVAILABLE;
            case TIMEOUT -> ErrorCode.STORAGE_TIMEOUT;
            case REFUSED, BROKEN -> ErrorCode.STORAGE_ERROR;
        };
    }
}
