package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the copy of a body whose length nobody knows. */
class CollectingBodyTest {
    private final HitForPass hitForPass = new HitForPass(new ManualClock(Instant.EPOCH));
    private final Sink sink = new Sink();

    private static final class Sink implements CollectingBody.Sink {
        private final List<Integer> kept = new ArrayList<>();
        private long most = Long.MAX_VALUE;
        private int tooLarge;
        private int ends;

        @Override
        public long most() {
            return most;
        }

        @Override
        public void keep(long size, List<ByteBuffer> blocks) {
            blocks.forEach(block -> kept.add(block.remaining()));
        }

        @Override
        public void tooLarge() {
            tooLarge++;
        }

        @Override
        public void end() {
            ends++;
        }
    }

    private CollectingBody body(int size, CollectionBudget room) {
        return new CollectingBody(new ByteArrayInputStream(new byte[size]), room, sink);
    }

    @Test
    void read_toTheEnd_keepsBlocksAndGivesTheRoomBack() throws IOException {
        CollectionBudget room = new CollectionBudget(2, hitForPass);
        for (int i = 0; i < 10; i++) {
            try (CollectingBody body = body(2 * BlockKey.BLOCK_SIZE + 1, room)) {
                assertThat(body.readAllBytes()).hasSize(2 * BlockKey.BLOCK_SIZE + 1);
            }
        }
        assertThat(sink.kept).hasSize(30).startsWith(BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE, 1);
        assertThat(sink.ends).isEqualTo(10);
    }

    @Test
    void read_withoutRoom_goesOnAndKeepsNothing() throws IOException {
        CollectionBudget room = new CollectionBudget(1, hitForPass);
        CollectingBody first = body(BlockKey.BLOCK_SIZE, room);
        assertThat(first.readNBytes(10)).hasSize(10);

        assertThat(body(5, room).readAllBytes()).hasSize(5);
        assertThat(sink.kept).isEmpty();
        first.close();
        assertThat(body(5, room).readAllBytes()).hasSize(5);
        assertThat(sink.kept).containsExactly(5);
        assertThat(sink.tooLarge).isZero();
    }

    @Test
    void read_beyondTheMost_goesOnAndSaysSoOnce() throws IOException {
        sink.most = 9;
        CollectionBudget room = new CollectionBudget(1, hitForPass);

        assertThat(body(10, room).readAllBytes()).hasSize(10);
        assertThat(body(9, room).readAllBytes()).hasSize(9);

        assertThat(sink.tooLarge).isEqualTo(1);
        assertThat(sink.kept).containsExactly(9);
        assertThat(sink.ends).isEqualTo(2);
    }

    @Test
    void collect_readsToTheEndOrToTheMost() throws IOException {
        CollectionBudget room = new CollectionBudget(1, hitForPass);
        assertThat(body(100, room).collect()).isTrue();
        sink.most = 99;
        assertThat(body(100, room).collect()).isFalse();
        assertThat(sink.kept).containsExactly(100);
    }

    @Test
    void read_nothing_isNoEnd() throws IOException {
        CollectingBody body = body(0, new CollectionBudget(1, hitForPass));
        assertThat(body.read(new byte[0], 0, 0)).isZero();
        assertThat(sink.ends).isZero();
        assertThat(body.read()).isEqualTo(-1);
        assertThat(sink.ends).isEqualTo(1);
    }
}
