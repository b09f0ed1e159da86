package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which blocks a file has, and the CRC-32C of each: a mark and the sum on disk, a state and the sum in memory. Blocks only
 * ever come, and what has come never changes: who sees a block may read it without a lock.
 */
final class BlockTable {
    /** Bytes that a block takes in the table. */
    static final int ENTRY = 8;

    private static final int MARK = 0x424c_4f4b;
    private static final int ABSENT = 0;
    private static final int WRITTEN = 1;
    private static final int PAGE = 4096;

    private final int[] sums;
    private final AtomicIntegerArray states;
    private final AtomicInteger present = new AtomicInteger();

    BlockTable(int blocks) {
        sums = new int[blocks];
        states = new AtomicIntegerArray(blocks);
    }

    /** What the table in these bytes says. */
    static BlockTable decode(ByteBuffer bytes) {
        BlockTable table = new BlockTable(bytes.remaining() / ENTRY);
        for (int number = 0; number < table.sums.length; number++) {
            if (bytes.getInt() == MARK) {
                table.sums[number] = bytes.getInt();
                table.states.set(number, WRITTEN);
                table.present.incrementAndGet();
            } else {
                bytes.getInt();
            }
        }
        return table;
    }

    /** What stands in the file for a block. */
    static ByteBuffer encode(int sum) {
        return ByteBuffer.allocate(ENTRY).putInt(MARK).putInt(sum).flip();
    }

    boolean has(int number) {
        return number >= 0 && number < sums.length && states.get(number) != ABSENT;
    }

    int sum(int number) {
        return sums[number];
    }

    void add(int number, int sum) {
        sums[number] = sum;
        if (states.getAndSet(number, WRITTEN) == ABSENT) {
            present.incrementAndGet();
        }
    }

    /** The first block from {@code from} to {@code last} that is here, or {@code last + 1}. */
    int firstPresent(int from, int last) {
        int end = Math.min(last, sums.length - 1);
        for (int number = Math.max(0, from); number <= end; number++) {
            if (has(number)) {
                return number;
            }
        }
        return last + 1;
    }

    /** Bytes that a file with this table takes on the disk: holes take none, except that the last block's end is there. */
    long bytesOnDisk(FileHeader header) {
        if (sums.length <= 1) {
            return pages(header.fileLength());
        }
        int last = sums.length - 1;
        boolean hasLast = has(last);
        long whole = present.get() - (hasLast ? 1L : 0L);
        long end = hasLast ? pages(header.blockLength(last)) : PAGE;
        return pages(header.dataStart()) + whole * BlockKey.BLOCK_SIZE + end;
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
