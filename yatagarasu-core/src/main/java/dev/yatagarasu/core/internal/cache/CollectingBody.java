package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.core.internal.io.BulkFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Passes on a body whose length nobody knows, and keeps a copy, block by block, until its end has been seen. If it grows too
 * large, or too much is being collected elsewhere, the copy is given up and the body goes on. For one thread at a time.
 */
final class CollectingBody extends BulkFilterInputStream {
    private static final int FIRST_SIZE = 8 * 1024;

    /** What becomes of the copy. */
    interface Sink {
        /** More bytes are not collected. */
        long most();

        /** The end has been seen: all bytes, block by block. */
        void keep(long size, List<ByteBuffer> blocks);

        /** It is larger than may be kept. */
        void tooLarge();

        /** Nothing more comes, whether it was kept or not. */
        void end();
    }

    private final Sink sink;
    private final CollectionBudget room;
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int filled;
    private long size;
    private int reserved;
    private boolean budget = true;

    CollectingBody(InputStream in, CollectionBudget room, Sink sink) {
        super(in);
        this.room = room;
        this.sink = sink;
    }

    /** Reads to the end, or until nothing is to be kept; whether all of it was kept. */
    boolean collect() throws IOException {
        byte[] buffer = new byte[FIRST_SIZE];
        while (budget) {
            if (read(buffer, 0, buffer.length) < 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        int read = in.read(buffer, offset, length);
        if (!budget) {
            return read;
        }
        if (read < 0) {
            keep();
        } else {
            append(buffer, offset, read);
        }
        return read;
    }

    private void append(byte[] bytes, int offset, int length) {
        size += length;
        if (size > sink.most()) {
            sink.tooLarge();
            giveUp();
            return;
        }
        for (int done = 0; done < length && budget; ) {
            int count = Math.min(length - done, BlockKey.BLOCK_SIZE - filled);
            if (makeRoom(filled + count)) {
                System.arraycopy(bytes, offset + done, block, filled, count);
                filled += count;
                done += count;
            }
        }
    }

    /** Room for so many bytes in a block that has not become whole; false if nothing more can be collected. */
    private boolean makeRoom(int needed) {
        if (filled == BlockKey.BLOCK_SIZE) {
            blocks.add(ByteBuffer.wrap(block).asReadOnlyBuffer());
            block = new byte[0];
            filled = 0;
            return false;
        }
        if (block.length == 0 && !reserve()) {
            giveUp();
            return false;
        }
        if (needed > block.length) {
            block = Arrays.copyOf(block, Math.clamp(2L * needed, FIRST_SIZE, BlockKey.BLOCK_SIZE));
        }
        return true;
    }

    private boolean reserve() {
        boolean reservedOne = room.reserve(BlockKey.BLOCK_SIZE);
        reserved += reservedOne ? BlockKey.BLOCK_SIZE : 0;
        return reservedOne;
    }

    private void keep() {
        if (filled > 0) {
            blocks.add(ByteBuffer.wrap(Arrays.copyOf(block, filled)).asReadOnlyBuffer());
        }
        try {
            sink.keep(size, List.copyOf(blocks));
        } finally {
            giveUp();
        }
    }

    private void giveUp() {
        if (budget) {
            budget = false;
            blocks.clear();
            block = new byte[0];
            room.release(reserved);
            sink.end();
        }
    }

    @Override
    public void close() throws IOException {
        giveUp();
        super.close();
    }
}
