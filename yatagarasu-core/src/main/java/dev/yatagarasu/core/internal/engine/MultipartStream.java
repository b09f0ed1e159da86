package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.io.BulkInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer with several ranges, read from storage one range after the other. A range is asked for when the
 * one before it has been read; if the object has changed by then, reading fails and the client's connection ends.
 */
final class MultipartStream extends BulkInputStream {
    private final Multipart multipart;
    private final Function<ByteRange.Span, StorageResponse> storage;
    private final Iterator<ByteRange.Span> spans;
    private StorageResponse.@Nullable Partial first;
    private InputStream current = InputStream.nullInputStream();
    private ByteRange.@Nullable Span announced;
    private boolean ended;
    private volatile boolean closed;

    /** With the first range opened already: only then it is certain that storage serves ranges. */
    MultipartStream(
            Multipart multipart, StorageResponse.Partial first, Function<ByteRange.Span, StorageResponse> storage) {
        this.multipart = multipart;
        this.first = first;
        this.storage = storage;
        this.spans = multipart.spans().iterator();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!closed) {
            int read = current.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            if (!advance()) {
                return -1;
            }
        }
        throw new IOException("the body is closed");
    }

    /** From a heading to its bytes, from these to the next heading, and at last to the ending. */
    private boolean advance() throws IOException {
        current.close();
        ByteRange.Span span = announced;
        if (span != null) {
            announced = null;
            current = open(span);
        } else if (spans.hasNext()) {
            announced = spans.next();
            current = new ByteArrayInputStream(multipart.heading(announced));
        } else if (!ended) {
            ended = true;
            current = new ByteArrayInputStream(multipart.ending());
        } else {
            return false;
        }
        return true;
    }

    private InputStream open(ByteRange.Span span) throws IOException {
        try {
            StorageResponse response = first == null ? storage.apply(span) : first;
            first = null;
            if (response instanceof StorageResponse.Partial partial && multipart.holds(partial, span)) {
                return partial.body();
            }
            response.close();
            throw new IOException("the object changed while several ranges of it were read");
        } catch (RuntimeException e) {
            throw new IOException("a range could not be read", e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        StorageResponse.Partial unread = first;
        if (unread != null) {
            unread.close();
        }
        current.close();
    }
}
