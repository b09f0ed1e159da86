package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The mapped parts of one file, 16 MiB each, of which the last used few are kept. What is handed out keeps its part mapped,
 * also when the file is deleted; the garbage collector unmaps it.
 */
final class MappedWindows {
    private static final int BLOCKS = 64;
    private static final int KEPT = 16;

    private final Path file;
    private final FileHeader header;
    private final Map<Integer, Window> mapped = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Window> eldest) {
            return size() > KEPT;
        }
    };

    MappedWindows(Path file, FileHeader header) {
        this.file = file;
        this.header = header;
    }

    /** The window that a block is in, mapped now if it is not. */
    synchronized Window of(int block) throws IOException {
        int number = block / BLOCKS;
        Window window = mapped.get(number);
        if (window == null) {
            window = new Window(header, map(number));
            mapped.put(number, window);
        }
        return window;
    }

    private MappedByteBuffer map(int number) throws IOException {
        long start = BlockKey.startOf(number * BLOCKS);
        long length = Math.min((long) BLOCKS * BlockKey.BLOCK_SIZE, header.size() - start);
        try (FileChannel channel = CacheDirectory.openToRead(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, header.dataStart() + start, length);
        }
    }

    /** One part, and when each block in it was compared with its sum. */
    static final class Window {
        private final FileHeader header;
        private final MappedByteBuffer bytes;
        private final AtomicLongArray compared = new AtomicLongArray(BLOCKS);

        private Window(FileHeader header, MappedByteBuffer bytes) {
            this.header = header;
            this.bytes = bytes;
        }

        long comparedMillis(int block) {
            return compared.get(block % BLOCKS);
        }

        void compared(int block, long nowMillis) {
            compared.set(block % BLOCKS, nowMillis);
        }

        /** The bytes of a block, read-only and not copied. */
        ByteBuffer block(int number) {
            return bytes.slice(number % BLOCKS * BlockKey.BLOCK_SIZE, header.blockLength(number));
        }
    }
}
