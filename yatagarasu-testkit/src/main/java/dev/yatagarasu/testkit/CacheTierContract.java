package dev.yatagarasu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of every {@link CacheTier}. Extend it in a test of the tier, in a class that gives each test its own
 * tier with room for 64 MiB.
 */
public abstract class CacheTierContract {
    private static final ObjectKey KEY = ObjectKey.of("files", "2026/report.pdf");
    private static final ObjectKey OTHER = ObjectKey.of("files", "2026/other.pdf");
    private static final String V1 = "\"version-1\"";
    private static final String V2 = "\"version-2\"";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private CacheTier tier;

    /** Opens an empty tier that reads the time from {@link #clock}. Called once in each test, which closes the tier. */
    protected abstract CacheTier openTier() throws IOException;

    /** The clock of the tier under test. */
    protected final ManualClock clock() {
        return clock;
    }

    /** Whether {@link CacheTier#statistics} counts entries and bytes; override it if the tier cannot count them. */
    protected boolean countsEntries() {
        return true;
    }

    /** Whether {@link CacheTier#purge} counts the purged heads; override it if the tier cannot count them. */
    protected boolean countsPurged() {
        return true;
    }

    @BeforeEach
    final void open() throws IOException {
        tier = openTier();
    }

    @AfterEach
    final void close() {
        tier.close();
    }

    @Test
    final void head_nothingKept_isEmpty() {
        assertThat(tier.head(KEY)).isEmpty();
        assertThat(tier.block(new BlockKey(KEY, V1, 0))).isEmpty();
        assertThat(tier.firstPresent(new BlockKey(KEY, V1, 0), 9)).isEqualTo(10);
        tier.remove(KEY);
    }

    @Test
    final void head_foundWithContent_comesBackWhole() {
        for (int size : new int[] {0, 1, 4096, BlockKey.BLOCK_SIZE}) {
            CachedHead.Found head = small(KEY, V1, size);
            tier.putHead(KEY, head);
            assertThat(tier.head(KEY)).as("%d bytes", size).contains(head);
        }
    }

    @Test
    final void head_foundWithoutVersion_comesBackWhole() {
        CachedHead.Found versioned = small(KEY, V1, 100);
        CachedHead.Found head = new CachedHead.Found(
                versioned.headers(), 100, "", versioned.lifetime(), versioned.tags(), versioned.content());
        tier.putHead(KEY, head);
        assertThat(tier.head(KEY)).contains(head);
    }

    @Test
    final void head_foundWithoutContent_keepsAllItsHeaders() {
        CachedHead.Found head = large(KEY, V1);
        tier.putHead(KEY, head);
        assertThat(tier.head(KEY)).contains(head);
        assertThat(found(KEY).headers().all("x-amz-meta-note")).containsExactly("first", "second, für files");
    }

    @Test
    final void head_missing_comesBack() {
        CachedHead missing = new CachedHead.Missing(lifetime());
        tier.putHead(KEY, missing);
        assertThat(tier.head(KEY)).contains(missing);
    }

    @Test
    final void putHead_anotherKind_replacesIt() {
        for (CachedHead head : List.of(large(KEY, V1), new CachedHead.Missing(lifetime()), small(KEY, V2, 10))) {
            tier.putHead(KEY, head);
            assertThat(tier.head(KEY)).contains(head);
        }
        assertThat(tier.block(new BlockKey(KEY, V1, 0))).isEmpty();
    }

    @Test
    final void head_variants_areKeptApart() {
        ObjectKey german = KEY.withVariant("accept-language=de");
        tier.putHead(KEY, new CachedHead.Missing(lifetime()));
        tier.putHead(german, small(german, V1, 10));
        tier.putHead(KEY.withVariant("accept-language=en"), small(KEY, V2, 20));
        assertThat(tier.head(german)).contains(small(german, V1, 10));
        assertThat(tier.head(KEY.withVariant("accept-language=d"))).isEmpty();
    }

    @Test
    final void head_stale_comesBackWithTheSameLifetime() {
        CachedHead.Found head = large(KEY, V1);
        tier.putHead(KEY, head);
        clock.advance(Duration.ofMinutes(90));
        assertThat(found(KEY).lifetime()).isEqualTo(head.lifetime());
        assertThat(found(KEY).lifetime().isFreshAt(clock.millis())).isFalse();
    }

    @Test
    final void block_eachOfThem_comesBackByteByByte() {
        CachedHead.Found head = keep(KEY, V1);
        assertBlocks(KEY, head);
        assertThat(block(KEY, head, 2).remaining()).isEqualTo(1234);
    }

    @Test
    final void block_notYetPut_isEmpty() {
        CachedHead.Found head = large(KEY, V1);
        tier.putHead(KEY, head);
        tier.putBlock(new BlockKey(KEY, V1, 1), head, CacheSamples.block(KEY, head, 1));
        assertThat(tier.block(new BlockKey(KEY, V1, 0))).isEmpty();
        assertThat(tier.block(new BlockKey(KEY, V1, 2))).isEmpty();
        assertThat(block(KEY, head, 1)).isEqualTo(CacheSamples.block(KEY, head, 1));
    }

    @Test
    final void block_anotherVersion_isNeverMixedIn() {
        keep(KEY, V1);
        CachedHead.Found second = large(KEY, V2);
        tier.putHead(KEY, second);
        CacheSamples.numbers(second)
                .forEach(number ->
                        assertThat(tier.block(new BlockKey(KEY, V2, number))).isEmpty());
        tier.putBlock(new BlockKey(KEY, V2, 1), second, CacheSamples.block(KEY, second, 1));
        assertThat(tier.head(KEY)).contains(second);
        assertThat(block(KEY, second, 1)).isEqualTo(CacheSamples.block(KEY, second, 1));
        assertThat(tier.block(new BlockKey(KEY, "\"version-3\"", 1))).isEmpty();
    }

    @Test
    final void putBlock_ofAVersionThatWentBefore_leavesTheNewHeadAlone() {
        CachedHead.Found first = keep(KEY, V1);
        clock.advance(Duration.ofSeconds(1));
        CachedHead.Found second = keep(KEY, V2);
        tier.putBlock(new BlockKey(KEY, V1, 0), first, CacheSamples.block(KEY, first, 0));
        assertThat(tier.head(KEY)).contains(second);
        assertBlocks(KEY, second);
        tier.block(new BlockKey(KEY, V1, 0))
                .ifPresent(bytes -> assertThat(bytes).isEqualTo(CacheSamples.block(KEY, first, 0)));
    }

    @Test
    final void putHead_sameVersionAgain_keepsTheBlocks() {
        CachedHead.Found before = keep(KEY, V1);
        for (int more : new int[] {0, 1, 100, 10_000, 3}) {
            CachedHead.Found after = new CachedHead.Found(
                    before.headers().toBuilder()
                            .set("x-amz-meta-more", "m".repeat(more))
                            .build(),
                    before.size(),
                    V1,
                    Lifetime.fresh(clock.millis(), 1000L + more),
                    List.of("other tag " + more),
                    Optional.empty());
            tier.putHead(KEY, after);
            assertThat(tier.head(KEY)).contains(after);
            assertBlocks(KEY, before);
        }
    }

    @Test
    final void putBlock_wrongLength_isNotKept() {
        CachedHead.Found head = large(KEY, V1);
        tier.putHead(KEY, head);
        for (int length : new int[] {0, 1, 1233, 1235, BlockKey.BLOCK_SIZE}) {
            refused(() -> tier.putBlock(new BlockKey(KEY, V1, 2), head, ByteBuffer.allocate(length)));
        }
        refused(() -> tier.putBlock(new BlockKey(KEY, V1, 0), head, ByteBuffer.allocate(1234)));
        refused(() -> tier.putBlock(new BlockKey(KEY, V1, 3), head, ByteBuffer.allocate(1234)));
        for (int number = 0; number < 5; number++) {
            assertThat(tier.block(new BlockKey(KEY, V1, number))).isEmpty();
        }
        assertThat(tier.head(KEY)).contains(head);
    }

    @Test
    final void firstPresent_someBlocks_neverNamesOneThatIsNotThere() {
        CachedHead.Found head =
                CacheSamples.head(KEY, V1, 12L * BlockKey.BLOCK_SIZE, CacheSamples.lifetime(clock.millis()));
        tier.putHead(KEY, head);
        for (int number : new int[] {3, 4, 9}) {
            tier.putBlock(new BlockKey(KEY, V1, number), head, CacheSamples.block(KEY, head, number));
        }
        for (int from = 0; from < 12; from++) {
            for (int last = from; last < 12; last++) {
                int first = from <= 3 ? 3 : from <= 4 ? 4 : from <= 9 ? 9 : 12;
                assertThat(tier.firstPresent(new BlockKey(KEY, V1, from), last))
                        .as("from %d to %d", from, last)
                        .isIn(first <= last ? first : last + 1, last + 1);
            }
        }
        assertThat(tier.firstPresent(new BlockKey(KEY, V2, 0), 11)).isEqualTo(12);
    }

    @Test
    final void remove_oneVariant_leavesTheOthers() {
        ObjectKey variant = KEY.withVariant("accept=text/html");
        keep(KEY, V1);
        CachedHead.Found kept = keep(variant, V1);
        tier.remove(KEY);
        assertThat(tier.head(KEY)).isEmpty();
        assertThat(tier.block(new BlockKey(KEY, V1, 0))).isEmpty();
        assertThat(tier.head(variant)).contains(kept);
        assertBlocks(variant, kept);
    }

    @Test
    final void variants_object_namesItsHeadsAndThoseOfNoOther() {
        ObjectKey variant = KEY.withVariant("accept=text/html");
        assertThat(tier.variants(KEY)).isEmpty();
        keep(variant, V1);
        keep(OTHER, V1);
        assertThat(tier.variants(KEY)).containsExactly(variant);
        tier.putHead(KEY, new CachedHead.Missing(lifetime()));
        assertThat(tier.variants(KEY)).containsExactlyInAnyOrder(KEY, variant);
        tier.remove(variant);
        assertThat(tier.variants(KEY)).containsExactly(KEY);
    }

    @Test
    final void purge_key_takesAllVariantsAndNoOtherObject() {
        ObjectKey variant = KEY.withVariant("accept=text/html");
        List<ObjectKey> others =
                List.of(OTHER, ObjectKey.of("others", KEY.key()), ObjectKey.of("files", KEY.key() + "x"));
        tier.putHead(KEY, new CachedHead.Missing(lifetime()));
        keep(variant, V1);
        tier.putHead(KEY.withVariant("accept=*"), new CachedHead.Missing(lifetime()));
        others.forEach(other -> keep(other, V1));
        assertPurged(Purge.key(KEY.bucket(), "/" + KEY.key()), 0);
        assertPurged(Purge.key(KEY.bucket(), KEY.key()), 3);
        assertGone(KEY, variant, KEY.withVariant("accept=*"));
        others.forEach(other -> assertBlocks(other, found(other)));
        assertPurged(Purge.key(KEY.bucket(), KEY.key()), 0);
    }

    @Test
    final void purge_prefix_takesExactlyTheKeysThatStartSo() {
        ObjectKey folder = ObjectKey.of("files", "a_b*[c]?/");
        List<ObjectKey> others = List.of(
                ObjectKey.of("files", "a_b*[c]?"),
                ObjectKey.of("files", "aXbYc!/one"),
                ObjectKey.of("files", "A_B*[C]?/one"),
                ObjectKey.of("others", "a_b*[c]?/one"));
        keep(folder, V1);
        keep(ObjectKey.of("files", "a_b*[c]?/one"), V1);
        keep(ObjectKey.of("files", "a_b*[c]?/two").withVariant("x"), V1);
        others.forEach(other -> keep(other, V1));
        assertPurged(Purge.prefix("files", folder.key()), 3);
        assertGone(folder, ObjectKey.of("files", "a_b*[c]?/one"));
        others.forEach(other -> assertBlocks(other, found(other)));
    }

    @Test
    final void purge_tag_takesTheObjectsThatCarryItNow() {
        tier.putHead(KEY, CacheSamples.withTags(small(KEY, V1, 10), "red", "blue"));
        tier.putHead(OTHER, CacheSamples.withTags(small(OTHER, V1, 10), "green"));
        ObjectKey elsewhere = ObjectKey.of("others", "x");
        tier.putHead(elsewhere, CacheSamples.withTags(small(elsewhere, V1, 10), "red"));
        assertPurged(Purge.tag("files", "re"), 0);
        assertPurged(Purge.tag("files", "red"), 1);
        assertGone(KEY);
        tier.putHead(OTHER, CacheSamples.withTags(small(OTHER, V1, 10), "red"));
        assertPurged(Purge.tag("files", "green"), 0);
        assertPurged(Purge.tag("files", "red"), 1);
        assertGone(OTHER);
        assertThat(tier.head(elsewhere)).isPresent();
    }

    @Test
    final void purge_bucket_takesAllOfItAndNothingElse() {
        ObjectKey elsewhere = ObjectKey.of("files2", KEY.key());
        keep(KEY, V1);
        tier.putHead(OTHER, new CachedHead.Missing(lifetime()));
        CachedHead.Found kept = keep(elsewhere, V1);
        assertPurged(Purge.bucket("file"), 0);
        assertPurged(Purge.bucket("files"), 2);
        assertGone(KEY, OTHER);
        assertBlocks(elsewhere, kept);
    }

    @Test
    final void purge_thenPutAgain_keepsTheNewOne() {
        for (Purge purge : List.of(Purge.key("files", KEY.key()), Purge.prefix("files", ""), Purge.bucket("files"))) {
            keep(KEY, V1);
            assertPurged(purge, 1);
            assertBlocks(KEY, keep(KEY, V1));
            tier.remove(KEY);
        }
    }

    @Test
    final void purge_softly_makesStaleAndKeepsTheRest() {
        CachedHead.Found large = keep(KEY, V1);
        CachedHead.Found small = CacheSamples.withTags(small(OTHER, V1, 10), "red");
        tier.putHead(OTHER, small);
        clock.advance(Duration.ofMinutes(1));
        assertPurged(Purge.key("files", KEY.key()).softly(), 1);
        assertPurged(Purge.tag("files", "red").softly(), 1);
        assertThat(tier.head(KEY)).contains(large.withLifetime(large.lifetime().staleAt(clock.millis())));
        assertThat(tier.head(OTHER))
                .contains(small.withLifetime(small.lifetime().staleAt(clock.millis())));
        assertThat(found(KEY).lifetime().isFreshAt(clock.millis())).isFalse();
        assertBlocks(KEY, large);
    }

    @Test
    final void strangeKeys_allAtOnce_areKeptApart() {
        List<ObjectKey> keys = CacheSamples.strangeKeys();
        keys.forEach(key -> tier.putHead(key, small(key, V1, 50)));
        keys.forEach(key -> assertThat(tier.head(key)).as(key.toString()).contains(small(key, V1, 50)));
        ObjectKey gone = keys.getFirst();
        assertPurged(Purge.key(gone.bucket(), gone.key()), 1);
        keys.stream()
                .skip(1)
                .forEach(key -> assertThat(tier.head(key)).as(key.toString()).contains(small(key, V1, 50)));
    }

    @Test
    final void buffers_handedOut_areReadOnlyAndOutliveTheEntry() {
        CachedHead.Found head = keep(KEY, V1);
        tier.putHead(OTHER, small(OTHER, V1, 4096));
        ByteBuffer block = block(KEY, head, 2);
        ByteBuffer content = found(OTHER).content().orElseThrow();
        assertThat(block.isReadOnly()).isTrue();
        assertThat(content.isReadOnly()).isTrue();
        tier.remove(KEY);
        tier.purge(Purge.bucket("files"));
        keep(KEY, V2);
        tier.putHead(OTHER, small(OTHER, V2, 4096));
        assertThat(block).isEqualTo(CacheSamples.block(KEY, head, 2));
        assertThat(content)
                .isEqualTo(CacheSamples.withContent(OTHER, small(OTHER, V1, 4096))
                        .content()
                        .orElseThrow());
    }

    @Test
    final void buffers_handedIn_areNeitherChangedNorKept() {
        CachedHead.Found head = large(KEY, V1);
        byte[] source = new byte[1234 + 20];
        CacheSamples.block(KEY, head, 2).get(source, 10, 1234);
        ByteBuffer part = ByteBuffer.wrap(source, 10, 1234);
        ByteBuffer content = ByteBuffer.wrap(source, 10, 1234).slice();
        tier.putHead(KEY, head);
        tier.putBlock(new BlockKey(KEY, V1, 2), head, part);
        CachedHead.Found bare = CacheSamples.head(OTHER, V1, 1234, lifetime());
        tier.putHead(OTHER, CacheSamples.withContent(bare, content));
        assertThat(part.position()).isEqualTo(10);
        assertThat(content.position()).isZero();
        Arrays.fill(source, (byte) 7);
        assertThat(block(KEY, head, 2)).isEqualTo(CacheSamples.block(KEY, head, 2));
        assertThat(found(OTHER).content()).contains(CacheSamples.block(KEY, head, 2));
    }

    @Test
    final void statistics_afterPutAndRemove_followThem() {
        TierStatistics before = tier.statistics();
        keep(KEY, V1);
        tier.putHead(OTHER, small(OTHER, V1, 10));
        TierStatistics full = tier.statistics();
        keep(KEY, V1);
        TierStatistics again = tier.statistics();
        tier.purge(Purge.bucket("files"));
        TierStatistics after = tier.statistics();
        assertThat(full.evictions()).isIn(0L, TierStatistics.UNKNOWN);
        if (countsEntries()) {
            assertThat(before.entries()).isZero();
            assertThat(full.entries()).isEqualTo(2);
            assertThat(full.bytes()).isBetween(CacheSamples.threeBlocks(), CacheSamples.threeBlocks() + 100_000);
            assertThat(again).isEqualTo(full);
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    final void manyThreads_onFewObjects_neverSeeAnotherVersionsBytes() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Random random = new Random(i);
                ends.add(threads.submit(() -> {
                    for (int step = 0; step < 150; step++) {
                        anyOperation(random);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void anyOperation(Random random) {
        ObjectKey key = ObjectKey.of("files", "object-" + random.nextInt(3));
        String version = random.nextBoolean() ? V1 : V2;
        int number = random.nextInt(3);
        BlockKey block = new BlockKey(key, version, number);
        switch (random.nextInt(12)) {
            case 0 -> tier.putHead(key, large(key, version));
            case 1 -> tier.putHead(key, small(key, "\"small\"", 5000));
            case 2, 3 ->
                tier.putBlock(block, large(key, version), CacheSamples.block(key, large(key, version), number));
            case 4 -> tier.remove(key);
            case 5 -> tier.purge(Purge.key(key.bucket(), key.key()));
            case 6 -> tier.purge(Purge.prefix(key.bucket(), key.key()).softly());
            case 7 -> assertThat(tier.firstPresent(block, 2)).isBetween(number, 3);
            case 8, 9 -> tier.head(key).ifPresent(head -> assertOwnContent(key, (CachedHead.Found) head));
            default ->
                tier.block(block)
                        .ifPresent(bytes ->
                                assertThat(bytes).isEqualTo(CacheSamples.block(key, large(key, version), number)));
        }
    }

    private void assertOwnContent(ObjectKey key, CachedHead.Found head) {
        head.content().ifPresent(content -> assertThat(content).isEqualTo(CacheSamples.block(key, head, 0)));
    }

    private Lifetime lifetime() {
        return CacheSamples.lifetime(clock.millis());
    }

    private CachedHead.Found large(ObjectKey key, String version) {
        return CacheSamples.head(key, version, CacheSamples.threeBlocks(), lifetime());
    }

    private CachedHead.Found small(ObjectKey key, String version, int size) {
        return CacheSamples.withContent(key, CacheSamples.head(key, version, size, lifetime()));
    }

    private CachedHead.Found keep(ObjectKey key, String version) {
        CachedHead.Found head = large(key, version);
        tier.putHead(key, head);
        CacheSamples.numbers(head)
                .forEach(number ->
                        tier.putBlock(new BlockKey(key, version, number), head, CacheSamples.block(key, head, number)));
        return head;
    }

    private CachedHead.Found found(ObjectKey key) {
        return (CachedHead.Found) tier.head(key).orElseThrow();
    }

    private ByteBuffer block(ObjectKey key, CachedHead.Found head, int number) {
        return tier.block(new BlockKey(key, head.version(), number)).orElseThrow();
    }

    private void assertBlocks(ObjectKey key, CachedHead.Found head) {
        CacheSamples.numbers(head)
                .forEach(number -> assertThat(block(key, head, number))
                        .as("block %d of %s", number, key)
                        .isEqualTo(CacheSamples.block(key, head, number)));
    }

    private void assertGone(ObjectKey... keys) {
        for (ObjectKey key : keys) {
            assertThat(tier.head(key)).as(key.toString()).isEmpty();
            assertThat(tier.block(new BlockKey(key, V1, 0))).as(key.toString()).isEmpty();
        }
    }

    private void assertPurged(Purge purge, long heads) {
        long count = tier.purge(purge);
        if (countsPurged()) {
            assertThat(count).as(purge.toString()).isEqualTo(heads);
        }
    }

    private static void refused(Runnable put) {
        Throwable thrown = catchThrowable(put::run);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
