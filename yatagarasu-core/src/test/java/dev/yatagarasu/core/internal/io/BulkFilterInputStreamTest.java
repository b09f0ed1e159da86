package dev.yatagarasu.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BulkFilterInputStreamTest {
    private static final byte[] BYTES = {1, -1, 3, 4, 5};

    /** Sees how many bytes come. */
    private static final class Seeing extends BulkFilterInputStream {
        private int seen;

        Seeing(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            seen += Math.max(0, count);
            return count;
        }
    }

    @Test
    void read_oneByte_isUnsignedAndSeen() throws IOException {
        Seeing in = new Seeing(BYTES);

        assertThat(new int[] {in.read(), in.read()}).containsExactly(1, 255);
        assertThat(in.seen).isEqualTo(2);
    }

    @Test
    void read_oneByteAtTheEnd_isTheEnd() throws IOException {
        assertThat(new Seeing(new byte[0]).read()).isEqualTo(-1);
    }

    @Test
    void skip_someBytes_areSeen() throws IOException {
        Seeing in = new Seeing(BYTES);

        in.skipNBytes(3);

        assertThat(in.read()).isEqualTo(4);
        assertThat(in.seen).isEqualTo(4);
    }

    @Test
    void mark_always_isNotSupported() {
        assertThat(new Seeing(BYTES).markSupported()).isFalse();
    }

    @Test
    void available_always_isThatOfTheOther() throws IOException {
        assertThat(new Seeing(BYTES).available()).isEqualTo(5);
    }

    @Test
    void close_always_closesTheOther() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        try (BulkFilterInputStream in = new BulkFilterInputStream(new ByteArrayInputStream(BYTES) {
            @Override
            public void close() {
                closed.set(true);
            }
        }) {}) {
            assertThat(in.read()).isEqualTo(1);
        }

        assertThat(closed).isTrue();
    }
}
