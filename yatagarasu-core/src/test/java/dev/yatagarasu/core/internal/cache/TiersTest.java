package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.report.CacheStatistics;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Tiers tiers = over(LowerTier.Sharing.NONE);
    private final CachedHead head = new CachedHead.Missing(Lifetime.fresh(clock.millis(), 60_000));

    private Tiers over(LowerTier.Sharing sharing) {
        LowerTier lower = new LowerTier("below", below, 1 << 20, sharing);
        CacheSetup setup = new CacheSetup(clock, background::add, 1 << 20, (name, up) -> {});
        return new Tiers(memory, List.of(GuardedTier.of(lower, setup)));
    }

    private Optional<StoredHead> find() {
        return find(tiers);
    }

    private static Optional<StoredHead> find(Tiers tiers) {
        Origin origin = new NoOrigin(tiers.lookups().of("bucket"));
        return tiers.find(new CacheLookup(CacheFixture.KEY, new NeededBytes.Whole(), origin));
    }

    private void put() {
        put(tiers);
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
        CompletableFuture<PurgeResult> purge = CacheFixture.waiting(() -> tiers.purge(PURGE));

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
        Tiers sharing = over(LowerTier.Sharing.BY_BUS);
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
    void write_tierThrowsAnError_countsAsItsFailureAndTheQueueGoesOn() {
        below.failure = Optional.of(new NoClassDefFoundError("a/plugin/lacks/this"));
        put();
        runBackground();
        assertThat(tiers.statistics().get(1).up()).isFalse();
        assertThat(tiers.statistics().get(1).errors()).isEqualTo(1);
        below.failure = Optional.empty();
        clock.advance(Duration.ofSeconds(1));

        put();
        runBackground();

        assertThat(below.head(CacheFixture.KEY)).isPresent();
        assertThat(tiers.statistics().get(1).up()).isTrue();
        assertThat(tiers.statistics().get(1).queuedBytes()).isZero();
    }

    @Test
    void everyCall_tierThrowsAnError_isAFailureOfTheTierAndOfNothingElse() {
        below.failure = Optional.of(new OutOfMemoryError("of a plug-in"));
        assertThat(find()).isEmpty();
        assertThat(tiers.purge(PURGE).owing()).containsExactly("below");
        assertThat(tiers.inspect(CacheFixture.KEY).get(1).up()).isFalse();
        tiers.remove(CacheFixture.KEY);
        tiers.close();

        assertThat(tiers.statistics().get(1).up()).isFalse();
        assertThat(tiers.statistics().get(1).holds()).isEqualTo(new TierStatistics(0, 0, 0));
    }

    @Test
    void find_whoeverIsToldOfTheFailureFailsToo_isAMiss() {
        LowerTier lower = new LowerTier("below", below, 1 << 20, LowerTier.Sharing.NONE);
        CacheSetup setup = new CacheSetup(clock, background::add, 1 << 20, (name, up) -> {
            throw new NoClassDefFoundError("a/listener/lacks/this");
        });
        below.failWith("away");

        assertThat(find(new Tiers(memory, List.of(GuardedTier.of(lower, setup)))))
                .isEmpty();
    }

    @Test
    void purge_tierFails_isOwedAndSaysSo() {
        below.putHead(CacheFixture.KEY, head);
        below.failWith("away");

        assertThat(tiers.purge(PURGE).owing()).containsExactly("below");
        assertThat(tiers.oweNothing()).isFalse();

        below.failure = Optional.empty();
        assertThat(tiers.purge(PURGE).owing()).as("although it rests").isEmpty();
        assertThat(tiers.oweNothing()).isTrue();
        assertThat(below.head(CacheFixture.KEY)).isEmpty();
    }

    @Test
    void purge_anotherOneTriesATierThatRests_doesNotWaitForIt() {
        below.failWith("away");
        tiers.purge(PURGE);
        below.failure = Optional.empty();
        CountDownLatch hanging = new CountDownLatch(1);
        below.beforePurge = () -> await(hanging);
        CompletableFuture<PurgeResult> first = CacheFixture.waiting(() -> tiers.purge(PURGE));

        assertThat(tiers.purge(PURGE).owing()).containsExactly("below");
        hanging.countDown();
        assertThat(first.join().owing()).isEmpty();
        assertThat(tiers.oweNothing())
                .as("the first one has made up for the second")
                .isTrue();
    }

    @Test
    void purge_copyToMemoryBeganMeanwhileAndEndsAfterIt_doesNotComeBack() {
        below.putHead(CacheFixture.KEY, head);
        CountDownLatch purged = new CountDownLatch(1);
        List<CompletableFuture<Optional<StoredHead>>> reading = new ArrayList<>();
        below.afterHead = () -> await(purged);
        below.beforePurge = () -> reading.add(CacheFixture.waiting(this::find));

        tiers.purge(PURGE);
        purged.countDown();

        assertThat(reading.getFirst().join())
                .as("read before the purge was over")
                .isPresent();
        assertThat(memory.head(CacheFixture.KEY)).isEmpty();
    }

    @Test
    void purgeHeard_tierThatOthersPurge_isNotSearchedAgain() {
        Tiers sharing = over(LowerTier.Sharing.BY_BUS);

        assertThat(sharing.purgeHeard(Purge.prefix("bucket", "a/")).owing()).isEmpty();
        assertThat(below.calls).isEmpty();
    }

    @Test
    void purgeHeard_tierOfWhichNobodyKnowsWhoPurgesIt_isPurged() {
        over(LowerTier.Sharing.UNKNOWN).purgeHeard(Purge.prefix("bucket", "a/"));

        assertThat(below.calls).containsExactly("purge");
    }

    @Test
    void purgeHeard_whatThisInstanceWroteBeforeItHeard_goesAlone() {
        Tiers sharing = over(LowerTier.Sharing.BY_BUS);
        put(sharing);
        runBackground();
        below.putHead(ObjectKey.of("bucket", "a/other"), head);
        below.calls.clear();

        sharing.purgeHeard(Purge.prefix("bucket", "a/"));

        assertThat(below.purges).containsExactly(PURGE);
        assertThat(below.head(CacheFixture.KEY)).isEmpty();
        assertThat(below.head(ObjectKey.of("bucket", "a/other"))).isPresent();
    }

    @Test
    void purgeHeard_tierFails_isOwedUntilItIsDone() {
        Tiers sharing = over(LowerTier.Sharing.BY_BUS);
        put(sharing);
        runBackground();
        below.failWith("away");
        assertThat(sharing.purgeHeard(Purge.prefix("bucket", "a/")).owing()).containsExactly("below");
        assertThat(sharing.oweNothing()).isFalse();
        below.failure = Optional.empty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(find(sharing)).isEmpty();
        assertThat(below.head(CacheFixture.KEY)).isEmpty();
    }

    @Test
    void distrust_afterWritesToATierThatOthersPurge_takesThemBack() {
        Tiers sharing = over(LowerTier.Sharing.BY_BUS);
        put(sharing);
        runBackground();

        sharing.distrust(List.of("bucket"));

        assertThat(below.head(CacheFixture.KEY)).isEmpty();
    }

    private void put(Tiers into) {
        Fill fill = into.fills().begin(CacheFixture.KEY);
        into.putHead(fill, CacheFixture.KEY, head);
        fill.release();
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
        public Runnable hold() {
            return () -> {};
        }

        @Override
        public boolean isRetired() {
            return false;
        }
    }
}
