package dev.yatagarasu.core.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mapped parts of one file, 16 MiB each, of which the last used few are kept. What is handed out keeps its part mapped,
 * also when the file is deleted; the garbage collector unmaps it.
 */
final class Windows {
    private static final int BLOCKS = 64;
    private static final int KEPT = 16;

    private final Path file;
    private final FileHeader header;
    private final Map<Integer, MappedByteBuffer> mapped = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, MappedByteBuffer> eldest) {
            return size() > KEPT;
        }
    };

    Windows(Path file, FileHeader header) {
        this.file = file;
        this.header = header;
    }

    /** The bytes of a block, read-only and not copied. */
    ByteBuffer block(int number) throws IOException {
        MappedByteBuffer window = window(number / BLOCKS);
        return window.slice(number % BLOCKS * BlockKey.BLOCK_SIZE, header.blockLength(number));
    }

    private synchronized MappedByteBuffer window(int number) throws IOException {
        MappedByteBuffer window = mapped.get(number);
        if (window == null) {
            window = map(number);
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
}
