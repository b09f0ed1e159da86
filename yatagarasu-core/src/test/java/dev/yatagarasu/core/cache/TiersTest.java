package dev.yatagarasu.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Several tiers as one: promotion, background writes, failing tiers, and purges that overtake all of these. */
class TiersTest {
    private static final Purge PURGE = Purge.key(CacheFixture.KEY.bucket(), CacheFixture.KEY.key());

    private final ManualClock clock = new ManualClock(CacheFixture.NOW);
    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
    private final FakeTier below = new FakeTier(clock);
    private final MemoryTier memory = new MemoryTier(1 << 20, clock);
    private final Tiers tiers = over(false);
    private final CachedHead head = new CachedHead.Missing(Lifetime.fresh(clock.millis(), 60_000));

    private Tiers over(boolean shared) {
        Layer layer = new Layer("below", below, 1 << 20, shared);
        ObjectCache.Setup setup = new ObjectCache.Setup(clock, background::add, 1 << 20, (name, up) -> {});
        return new Tiers(memory, List.of(GuardedTier.of(layer, setup)));
    }

    private Optional<Stored> find() {
        return find(tiers);
    }

    private static Optional<Stored> find(Tiers tiers) {
        Origin origin = new NoOrigin(tiers.lookups().of("bucket"));
        return tiers.find(new Question(CacheFixture.KEY, Headers.empty(), new Want.Whole(), origin));
    }

    private void put() {
        Fill fill = tiers.fills().begin(CacheFixture.KEY);
        tiers.putHead(fill, CacheFixture.KEY, head);
        fill.release();
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    @Test
    void find_inTheTierBelow_isCopiedToMemoryWithItsLifetime() {
        below.putHead(CacheFixture.KEY, head);
        clock.advance(Duration.ofSeconds(10));

        assertThat(find()).isPresent();
        assertThat(memory.head(CacheFixture.KEY).orElseThrow().lifetime()).isEqualTo(head.lifetime());
        below.calls.clear();
        assertThat(find()).isPresent();
        assertThat(below.calls).isEmpty();
    }

    @Test
    void purge_whileTheTierBelowIsBeingCopiedToMemory_doesNotComeBack() {
        below.putHead(CacheFixture.KEY, head);
        below.beforePurge = () -> assertThat(find()).isPresent();

        tiers.purge(PURGE);

        assertThat(memory.head(CacheFixture.KEY)).isEmpty();
        assertThat(find()).isEmpty();
    }

    @Test
    void purge_writeStillQueued_isNeverWritten() {
        put();
        tiers.purge(PURGE);
        runBackground();

        assertThat(below.calls).doesNotContain("putHead");
        assertThat(find()).isEmpty();
    }

    @Test
    void purge_duringABackgroundWrite_waitsForItAndDropsIt() {
        CountDownLatch written = new CountDownLatch(1);
        below.afterPut = () -> await(written);
        put();
        CompletableFuture<Boolean> write = CacheFixture.waiting(() -> {
            runBackground();
            return true;
        });
        CompletableFuture<Long> purge = CacheFixture.waiting(() -> tiers.purge(PURGE));

        written.countDown();
        purge.join();
        write.join();
        assertThat(find()).isEmpty();
    }

    @Test
    void write_whileAnotherOneOfTheSameFillTakesLong_doesNotWait() {
        CountDownLatch written = new CountDownLatch(1);
        below.afterPut = () -> await(written);
        Fill fill = tiers.fills().begin(CacheFixture.KEY);
        tiers.putHead(fill, CacheFixture.KEY, head);
        CompletableFuture<Boolean> write = CacheFixture.waiting(() -> {
            runBackground();
            return true;
        });

        tiers.putHead(fill, CacheFixture.KEY, head);
        assertThat(memory.head(CacheFixture.KEY)).isPresent();
        written.countDown();
        write.join();
        fill.release();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void purge_whileTheTierFails_isMadeUpForBeforeItIsReadAgain() {
        below.putHead(CacheFixture.KEY, head);
        below.failWith("away");
        tiers.purge(PURGE);
        below.failure = Optional.empty();
        assertThat(find()).as("rests").isEmpty();
        below.calls.clear();
        clock.advance(Duration.ofSeconds(1));

        assertThat(find()).isEmpty();
        assertThat(below.calls).containsExactly("purge", "head");
    }

    @Test
    void purge_unheardByAnInstanceThatWritesToASharedTier_isHeldAgainstWhatItWrote() {
        Tiers sharing = over(true);
        clock.advance(Duration.ofSeconds(1));
        sharing.purge(PURGE);
        below.putHead(CacheFixture.KEY, head);

        assertThat(find(sharing)).isEmpty();
        assertThat(memory.head(CacheFixture.KEY)).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        below.putHead(CacheFixture.KEY, new CachedHead.Missing(Lifetime.fresh(clock.millis(), 60_000)));
        assertThat(find(sharing)).as("asked for after the purge").isPresent();
    }

    @Test
    void find_tierThrowsWhatItMustNot_isSkippedAndComesBack() {
        below.putHead(CacheFixture.KEY, head);
        below.failure = Optional.of(new IllegalStateException("a fault of the plug-in"));
        assertThat(find()).isEmpty();
        below.failure = Optional.empty();
        clock.set(CacheFixture.NOW.minus(Duration.ofDays(1)));

        assertThat(find()).as("although the clock was set back").isPresent();
    }

    @Test
    void putHead_moreThanTheQueueHolds_isDroppedAndCounted() {
        for (int i = 0; i < 1_000; i++) {
            put();
        }
        CacheStatistics.Tier statistics = tiers.statistics().get(1);

        assertThat(statistics.queuedBytes()).isLessThanOrEqualTo((1 << 20) / 16);
        assertThat(statistics.droppedWrites()).isPositive();
        runBackground();
        assertThat(tiers.statistics().get(1).queuedBytes()).isZero();
    }

    /** Nobody asks storage here. */
    private record NoOrigin(Lookups lookups) implements Origin {
        @Override
        public BucketConfig config() {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "no storage");
        }

        @Override
        public StorageResponse get(StorageRequest request) {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "no storage");
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "no storage");
        }

        @Override
        public boolean isRetired() {
            return false;
        }
    }
}
