package dev.yatagarasu.core.internal.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.ObjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskIndexTest {
    private static final long MEGABYTE = 1024 * 1024;

    private final DiskIndex index = new DiskIndex(MEGABYTE);
    private long evicted;

    private static ObjectKey key(String name) {
        return ObjectKey.of("files", name);
    }

    private void put(String name, String tag) {
        index.put(key(name), new DiskIndex.Entry(List.of(tag), 1, 0));
        while (index.pollOver(Long.MAX_VALUE).isPresent()) {
            evicted++;
        }
    }

    @Test
    void pollOver_manySmallFilesWithLongNames_leavesWhatFitsIntoMemory() {
        String filler = "k".repeat(1_000);
        for (int i = 0; i < 10_000; i++) {
            put(filler + i, "a");
        }
        assertThat(index.statistics().entries()).isBetween(700L, 900L);
        assertThat(index.statistics().entries() + evicted).isEqualTo(10_000);
        assertThat(index.contains(key(filler + 9_999))).isTrue();
        assertThat(index.contains(key(filler + 0))).isFalse();
    }

    @Test
    void pollOver_manyTags_areCountedToo() {
        String filler = "t".repeat(1_000);
        for (int i = 0; i < 10_000; i++) {
            put("a" + i, filler + i);
        }
        assertThat(index.statistics().entries()).isBetween(600L, 900L);
    }

    @Test
    void pollOver_filesThatAreReplacedOrRemoved_giveTheirMemoryBack() {
        String filler = "k".repeat(1_000);
        for (int i = 0; i < 100_000; i++) {
            put(filler, "a" + i % 7);
            put("short" + i, "a");
            assertThat(index.remove(key("short" + i))).isTrue();
        }
        assertThat(index.fits()).isTrue();
        assertThat(index.statistics().entries()).isEqualTo(1);
    }

    @Test
    void clear_fullIndex_givesItsMemoryBack() {
        index.put(key("k".repeat(2_000_000)), new DiskIndex.Entry(List.of(), 1, 0));
        assertThat(index.fits()).isFalse();

        index.clear();

        assertThat(index.fits()).isTrue();
    }
}
