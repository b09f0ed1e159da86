package dev.yatagarasu.api.storage;

import dev.yatagarasu.api.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A response of storage. A missing object, an unmet condition and an unsatisfiable range are responses; unreachable
 * storage and invalid responses are a {@link StorageException}.
 *
 * <p>The caller closes every response. Closing one before its body has been read to the end cancels the transfer.
 */
public sealed interface StorageResponse extends AutoCloseable {

    /** A response with a body, whole or in part. */
    sealed interface WithBody extends StorageResponse {
        /** Representation headers: {@code etag}, {@code last-modified}, {@code content-type} and so on. */
        Headers headers();

        /**
         * The bytes; empty for a HEAD. Reads block. The stream throws if fewer bytes arrive than announced, or if the
         * body is detectably truncated in another way; it never ends such a body as if it were complete.
         */
        InputStream body();

        /** The same response with another body, whose closing has to close this one. */
        WithBody withBody(InputStream other);

        @Override
        default void close() {
            try {
                body().close();
            } catch (IOException e) {
                throw new StorageException(StorageException.Kind.BROKEN, "closing a response failed", e);
            }
        }
    }

    /** A response with the size of the object. */
    sealed interface Sized extends WithBody {
        /** Size of the whole object in bytes. */
        long size();
    }

    /**
     * The whole object.
     *
     * @param headers representation headers, without {@code content-length}
     * @param size bytes in the object and in {@code body}
     * @param body the bytes; empty for a HEAD
     */
    record Whole(Headers headers, long size, InputStream body) implements Sized {
        @Override
        public Whole withBody(InputStream other) {
            return new Whole(headers, size, other);
        }
    }

    /**
     * The whole object, whatever range was requested, from storage that does not send its size: it sends the body in
     * chunks, closes the connection at its end, or omits the size in its response to a HEAD.
     *
     * @param headers representation headers, without {@code transfer-encoding}
     * @param endIsProven whether a body that was cut short would show: then the stream throws, and its end is the
     *     object's. Otherwise the body is passed on as it is, but never kept
     * @param body the bytes; empty for a HEAD
     */
    record Unsized(Headers headers, boolean endIsProven, InputStream body) implements WithBody {
        @Override
        public Unsized withBody(InputStream other) {
            return new Unsized(headers, endIsProven, other);
        }
    }

    /**
     * The requested range.
     *
     * @param headers representation headers, without {@code content-length} and {@code content-range}; of checksums
     *     only those of the whole object
     * @param span the positions of the bytes in {@code body}
     * @param size bytes in the whole object
     * @param body the bytes
     */
    record Partial(Headers headers, ByteRange.Span span, long size, InputStream body) implements Sized {
        @Override
        public Partial withBody(InputStream other) {
            return new Partial(headers, span, size, other);
        }
    }

    /**
     * The client's copy is current, according to {@code If-None-Match} or {@code If-Modified-Since}.
     *
     * @param headers representation headers, {@code etag} among them
     */
    record NotModified(Headers headers) implements StorageResponse {}

    /** {@code If-Match} or {@code If-Unmodified-Since} was not met. */
    record PreconditionFailed() implements StorageResponse {}

    /**
     * The range starts after the end of the object.
     *
     * @param size bytes in the whole object, if storage sends it
     */
    record RangeNotSatisfiable(OptionalLong size) implements StorageResponse {}

    /** There is no such object. */
    record NotFound() implements StorageResponse {}

    @Override
    default void close() {}
}
