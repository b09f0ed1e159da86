package dev.yatagarasu.core.internal.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.testkit.CacheSamples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FileHeaderTest {
    private static final ObjectKey KEY = new ObjectKey("fi/les", "日本\0語\uD800", "accept=*");
    private static final Lifetime LIFETIME = new Lifetime(1, 2, 3, 4, 5);

    @Test
    void decode_whatEncodeWrote_isTheSame() throws Exception {
        CachedHead.Found large = CacheSamples.head(KEY, "\"v\"", 10L * BlockKey.BLOCK_SIZE + 1, LIFETIME);
        CachedHead.Found small = CacheSamples.head(KEY, "\"v\"", 10, LIFETIME);
        for (CachedHead head : List.of(large, small, new CachedHead.Missing(LIFETIME))) {
            FileHeader header = FileHeader.of(KEY, head).orElseThrow();
            FileHeader again = FileHeader.decode(upToTable(header), header.fileLength());
            assertThat(again).isEqualTo(header);
            assertThat(again.key()).isEqualTo(KEY);
            assertThat(again.head(Optional.empty())).contains(head);
        }
    }

    @Test
    void of_severalBlocks_putsDataOnAPage() {
        for (int blocks : new int[] {2, 3, 40, 511, 512, 513, 10_000}) {
            FileHeader header = FileHeader.of(
                            KEY, CacheSamples.head(KEY, "\"v\"", (long) blocks * BlockKey.BLOCK_SIZE, LIFETIME))
                    .orElseThrow();
            assertThat(header.dataStart() % 4096).isZero();
            assertThat(header.blocks()).isEqualTo(blocks);
        }
    }

    @Test
    void of_absurdSizeOrHead_isEmpty() {
        assertThat(FileHeader.of(KEY, CacheSamples.head(KEY, "\"v\"", Long.MAX_VALUE, LIFETIME)))
                .isEmpty();
        assertThat(FileHeader.of(KEY, CacheSamples.head(KEY, "\"" + "v".repeat(2 << 20) + "\"", 10, LIFETIME)))
                .isEmpty();
    }

    @Test
    void withHead_muchLonger_isEmpty() {
        FileHeader header = FileHeader.of(KEY, CacheSamples.head(KEY, "\"v\"", 10, LIFETIME))
                .orElseThrow();
        CachedHead.Found longer =
                CacheSamples.withTags(CacheSamples.head(KEY, "\"v\"", 10, LIFETIME), "t".repeat(9000));
        assertThat(header.withHead(longer)).isEmpty();
        assertThat(header.withHead(CacheSamples.withTags(longer, "t".repeat(90))))
                .isPresent();
    }

    @Test
    void decode_lengthsOfEveryKind_isDamagedAtMost() {
        FileHeader header = FileHeader.of(KEY, CacheSamples.head(KEY, "\"v\"", 10, LIFETIME))
                .orElseThrow();
        int[] values = {0, 1, -1, 31, 32, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20, 4096};
        for (int at : new int[] {8, 12, 16, 20, 24, 28, 32}) {
            for (int value : values) {
                ByteBuffer bytes = upToTable(header);
                if (bytes.getInt(at) == value) {
                    continue;
                }
                bytes.putInt(at, value);
                assertThatThrownBy(() -> FileHeader.decode(bytes, header.fileLength()))
                        .isInstanceOf(DamagedFileException.class);
            }
        }
    }

    @Test
    void decode_anyBytes_isDamaged() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[FileHeader.FIXED + random.nextInt(500)];
            random.nextBytes(bytes);
            ByteBuffer any = ByteBuffer.wrap(bytes).putInt(16, bytes.length);
            if (random.nextBoolean()) {
                upToTable(FileHeader.of(KEY, new CachedHead.Missing(LIFETIME)).orElseThrow())
                        .get(0, bytes, 0, FileHeader.FIXED);
            }
            assertThatThrownBy(() -> FileHeader.decode(any, any.limit())).isInstanceOf(DamagedFileException.class);
        }
    }

    private static ByteBuffer upToTable(FileHeader header) {
        return ByteBuffer.allocate(header.tableStart()).put(header.encode()).clear();
    }
}
