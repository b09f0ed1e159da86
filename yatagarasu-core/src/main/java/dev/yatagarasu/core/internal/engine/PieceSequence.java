package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.internal.cache.BlockReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body put together from ranges of an object, each with a few bytes before it. A range is opened when the one before it
 * has been read. For one thread at a time.
 */
final class PieceSequence implements Body.Source, AutoCloseable {
    private final Deque<Part> parts;
    private final ByteBuffer ending;
    private final Function<ByteRange.Span, BlockReader> readers;
    private @Nullable BlockReader reader;
    private long left;
    private String foundIn = "";

    /**
     * One range.
     *
     * @param heading what is sent before it
     * @param span the range
     */
    record Part(ByteBuffer heading, ByteRange.Span span) {}

    PieceSequence(List<Part> parts, Function<ByteRange.Span, BlockReader> readers) {
        this(parts, ByteBuffer.allocate(0), readers);
    }

    PieceSequence(List<Part> parts, ByteBuffer ending, Function<ByteRange.Span, BlockReader> readers) {
        this.parts = new ArrayDeque<>(parts);
        this.ending = ending;
        this.readers = readers;
    }

    /** Gets the first bytes ready; the tier they were found in, or {@code ""} if storage was asked. Blocks. */
    String prepare() {
        BlockReader opened = open(parts.getFirst());
        foundIn = opened.prepare();
        return foundIn;
    }

    private BlockReader open(Part part) {
        BlockReader opened = readers.apply(part.span());
        reader = opened;
        left = part.span().length();
        return opened;
    }

    @Override
    public ByteBuffer next() throws IOException {
        Part part = parts.peekFirst();
        if (part == null) {
            return ending;
        }
        if (part.heading().hasRemaining()) {
            ByteBuffer heading = part.heading().duplicate();
            part.heading().position(part.heading().limit());
            return heading;
        }
        return next(part);
    }

    private ByteBuffer next(Part part) throws IOException {
        BlockReader open = reader;
        ByteBuffer bytes = (open == null ? open(part) : open).next();
        left -= bytes.remaining();
        if (left == 0) {
            parts.removeFirst();
            close();
        }
        return bytes;
    }

    @Override
    public void close() {
        BlockReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
