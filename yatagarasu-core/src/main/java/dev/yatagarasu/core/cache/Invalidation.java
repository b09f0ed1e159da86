package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.Purge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache in step with those of other instances: tells them what is purged here, purges here what they tell, and
 * drops what it cannot be sure of. Safe from any thread.
 */
public final class Invalidation implements InvalidationBus.Receiver, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Invalidation.class);

    private final InvalidationBus bus;
    private final ObjectCache cache;
    private final Supplier<Collection<String>> buckets;
    private final Optional<Path> position;
    private final LongAdder sent = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder missed = new LongAdder();

    /**
     * Ties {@code cache} to {@code bus}, which it owns from now on.
     *
     * @param buckets the buckets that there are, as the cache knows them
     * @param position a file that remembers how far the bus has been read, for a cache that outlives the process
     */
    public Invalidation(
            InvalidationBus bus, ObjectCache cache, Supplier<Collection<String>> buckets, Optional<Path> position) {
        this.bus = bus;
        this.cache = cache;
        this.buckets = buckets;
        this.position = position;
    }

    /** Begins to listen, from where the last run has stopped. */
    public void start() {
        bus.subscribe(position.flatMap(Invalidation::read), this);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.warn("{} cannot be read: purges of other instances while this one was down are not known", file, e);
            return Optional.empty();
        }
    }

    /** Tells the other instances. A failure is counted and logged: they drop what is not certain once they hear again. */
    public void publish(Purge purge) {
        try {
            bus.publish(purge);
            sent.increment();
        } catch (YatagarasuException e) {
            unsent.increment();
            throw e;
        }
    }

    @Override
    public void purged(Purge purge, String reached) {
        cache.purge(purge);
        received.increment();
        remember(reached);
    }

    @Override
    public void missed(String reached) {
        log.warn("purges of other instances may have been missed: the cache of this instance starts anew");
        cache.distrust(buckets.get());
        missed.increment();
        remember(reached);
    }

    private void remember(String reached) {
        position.ifPresent(file -> {
            try {
                Path written = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(written, reached);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                log.warn("{} cannot be written", file, e);
            }
        });
    }

    /** Whether other instances are heard, as far as the bus knows. */
    public boolean isUp() {
        return bus.isUp();
    }

    /** Purges told to others. */
    public long sent() {
        return sent.sum();
    }

    /** Purges that could not be told to others. */
    public long unsent() {
        return unsent.sum();
    }

    /** Purges heard from others. */
    public long received() {
        return received.sum();
    }

    /** How often purges may have been missed, and the cache was dropped for it. */
    public long missed() {
        return missed.sum();
    }

    @Override
    public void close() {
        bus.close();
    }
}
