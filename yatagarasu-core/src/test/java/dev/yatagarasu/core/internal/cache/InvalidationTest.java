package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.Purge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance makes of the purges of others, and from where it hears them again after a restart. */
class InvalidationTest {
    private static final Purge PURGE = Purge.bucket("files");

    @TempDir
    Path directory;

    private final List<String> done = new ArrayList<>();
    private final List<Optional<String>> subscribed = new ArrayList<>();
    private boolean settled = true;

    private Path position() {
        return directory.resolve("read");
    }

    private Invalidation start(Optional<Path> position) {
        Invalidation invalidation = new Invalidation(new Bus(), new Remembered(), position);
        invalidation.start();
        return invalidation;
    }

    @Test
    void purged_aLayerOwesThePurge_theNextProcessHearsItAgain() {
        Invalidation invalidation = start(Optional.of(position()));
        invalidation.purged(PURGE, "1");
        assertThat(position()).hasContent("1");

        settled = false;
        invalidation.purged(PURGE, "2");
        invalidation.decisionsPurged(DecisionPurge.all(), "3");
        assertThat(position()).hasContent("1");

        settled = true;
        invalidation.purged(PURGE, "4");
        assertThat(position()).hasContent("4");
    }

    @Test
    void start_nobodyKnowsWhereTheLastProcessStopped_trustsNothingItLeft() {
        start(Optional.of(position()));

        assertThat(done).containsExactly("distrust");
        assertThat(subscribed).containsExactly(Optional.empty());
    }

    @Test
    void start_goesOnWhereTheLastProcessStopped() throws IOException {
        Files.writeString(position(), "7");
        start(Optional.of(position()));

        assertThat(done).isEmpty();
        assertThat(subscribed).containsExactly(Optional.of("7"));
    }

    @Test
    void start_nothingOutlivesTheProcess_isTrusted() {
        start(Optional.empty());

        assertThat(done).isEmpty();
    }

    @Test
    void listening_isRememberedAlthoughNothingWasHeardYet() {
        start(Optional.of(position())).listening("5");

        assertThat(position()).hasContent("5");
    }

    private final class Remembered implements Invalidation.Target {
        @Override
        public void purge(Purge purge) {
            done.add("purge");
        }

        @Override
        public void purge(DecisionPurge purge) {
            done.add("decisions");
        }

        @Override
        public void distrust() {
            done.add("distrust");
        }

        @Override
        public boolean isSettled() {
            return settled;
        }
    }

    private final class Bus implements InvalidationBus {
        @Override
        public void publish(Purge purge) {}

        @Override
        public void publish(DecisionPurge purge) {}

        @Override
        public void subscribe(Optional<String> after, Receiver receiver) {
            subscribed.add(after);
        }

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public void close() {}
    }
}
