package dev.yatagarasu.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yatagarasu.api.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachedHeadTest {
    private static final Lifetime LIFETIME = new Lifetime(1_700_000_000_000L, 60_000, 5_000, 10_000, 20_000);
    private static final Headers HEADERS =
            Headers.of("etag", "\"v\"", "content-type", "text/plain", "x-amz-meta-name", "\u2603 caf\u00e9");

    static Stream<CachedHead> heads() {
        return Stream.of(
                new CachedHead.Found(HEADERS, 5_000_000_000L, "\"v\"", LIFETIME, List.of("a", "b"), Optional.empty()),
                new CachedHead.Found(
                        HEADERS, 3, "", LIFETIME, List.of(), Optional.of(ByteBuffer.wrap(new byte[] {1, 2, 3}))),
                new CachedHead.Found(Headers.empty(), 0, "\"v\"", LIFETIME, List.of(), Optional.empty()),
                new CachedHead.Missing(LIFETIME));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void decode_whatWasEncoded_isTheSame(CachedHead head) {
        assertThat(CachedHead.decode(head.encode())).contains(head);
    }

    @ParameterizedTest
    @MethodSource("heads")
    void decode_cutShortOrTooLong_isNothing(CachedHead head) {
        ByteBuffer whole = head.encode();
        for (int length = 0; length < whole.remaining(); length++) {
            assertThat(CachedHead.decode(whole.slice(0, length))).isEmpty();
        }
        ByteBuffer longer =
                ByteBuffer.allocate(whole.remaining() + 1).put(whole).rewind();
        assertThat(CachedHead.decode(longer)).isEmpty();
    }

    @Test
    void decode_anotherVersion_isNothing() {
        ByteBuffer bytes = new CachedHead.Missing(LIFETIME).encode();
        bytes.put(0, (byte) (bytes.get(0) + 1));
        assertThat(CachedHead.decode(bytes)).isEmpty();
    }

    @Test
    void decode_anyBytes_neverThrows() {
        Random random = new Random(7);
        List<CachedHead> heads = heads().toList();
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer bytes = heads.get(i % heads.size()).encode();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes.put(random.nextInt(bytes.capacity()), (byte) random.nextInt());
            }
            assertThatCode(() -> CachedHead.decode(bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void decode_fieldWithALineBreak_isNothing() {
        CachedHead head = new CachedHead.Found(
                Headers.of("a", "b\r\nset-cookie: c"), 1, "\"v\"", LIFETIME, List.of(), Optional.empty());
        assertThat(CachedHead.decode(head.encode())).isEmpty();
    }

    @Test
    void found_contentOfAnotherSizeOrNothingToNameBlocksBy_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CachedHead.Found(
                        HEADERS, 4, "\"v\"", LIFETIME, List.of(), Optional.of(ByteBuffer.allocate(3))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CachedHead.Found(HEADERS, 4, "", LIFETIME, List.of(), Optional.empty()));
    }

    @Test
    void blocks_ofAnySize_coverItExactly() {
        assertBlocks(0, 0, 0);
        assertBlocks(1, 1, 1);
        assertBlocks(BlockKey.BLOCK_SIZE, 1, BlockKey.BLOCK_SIZE);
        assertBlocks(BlockKey.BLOCK_SIZE + 1, 2, 1);
        assertBlocks(5_000_000_000L, 19074, 5_000_000_000L - 19073L * BlockKey.BLOCK_SIZE);
    }

    private static void assertBlocks(long size, int blocks, long last) {
        CachedHead.Found head = new CachedHead.Found(HEADERS, size, "\"v\"", LIFETIME, List.of(), Optional.empty());
        assertThat(head.blocks()).isEqualTo(blocks);
        if (blocks > 0) {
            assertThat(head.blockLength(blocks - 1)).isEqualTo((int) last);
        }
    }
}
