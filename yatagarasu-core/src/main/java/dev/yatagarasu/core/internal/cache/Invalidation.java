package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.report.InvalidationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this instance remembers in step with other instances: tells them what is purged here, purges here what they
 * tell, and drops what it cannot be sure of. Safe from any thread.
 */
public final class Invalidation implements InvalidationBus.Receiver, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Invalidation.class);

    private final InvalidationBus bus;
    private final Target target;
    private final Optional<Path> position;
    private final LongAdder sent = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder missed = new LongAdder();

    /** What this instance remembers. */
    public interface Target {
        /** Drops objects, or makes them stale. */
        void purge(Purge purge);

        /** Forgets decisions. */
        void purge(DecisionPurge purge);

        /** Drops everything that only this instance has. */
        void distrust();

        /** Whether all purges have been done for good, so that another process need not hear of them again. */
        boolean isSettled();
    }

    /**
     * Ties {@code target} to {@code bus}, which it owns from now on.
     *
     * @param position a file that remembers how far the bus has been read, for a cache that outlives the process
     */
    public Invalidation(InvalidationBus bus, Target target, Optional<Path> position) {
        this.bus = bus;
        this.target = target;
        this.position = position;
    }

    /** Begins to listen, from where the last run has stopped. If nobody knows where that is, nothing it has left is certain. */
    public void start() {
        Optional<String> after = position.flatMap(Invalidation::read);
        if (position.isPresent() && after.isEmpty()) {
            target.distrust();
        }
        bus.subscribe(after, this);
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
        publish(() -> bus.publish(purge));
    }

    /** Tells the other instances to forget decisions; otherwise like {@link #publish(Purge)}. */
    public void publish(DecisionPurge purge) {
        publish(() -> bus.publish(purge));
    }

    private void publish(Runnable message) {
        try {
            message.run();
            sent.increment();
        } catch (YatagarasuException e) {
            unsent.increment();
            throw e;
        }
    }

    @Override
    public void listening(String from) {
        remember(from);
    }

    @Override
    public void purged(Purge purge, String reached) {
        target.purge(purge);
        received.increment();
        remember(reached);
    }

    @Override
    public void decisionsPurged(DecisionPurge purge, String reached) {
        target.purge(purge);
        received.increment();
        remember(reached);
    }

    @Override
    public void missed(String reached) {
        log.warn("purges of other instances may have been missed: this instance starts anew");
        target.distrust();
        missed.increment();
        remember(reached);
    }

    /** A tier that has missed a purge and outlives this process makes the next one hear of it again. */
    private void remember(String reached) {
        if (!target.isSettled()) {
            return;
        }
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

    /** What has been told and heard since the start. */
    public InvalidationStatus status() {
        return new InvalidationStatus(bus.isUp(), sent.sum(), unsent.sum(), received.sum(), missed.sum());
    }

    @Override
    public void close() {
        bus.close();
    }
}
