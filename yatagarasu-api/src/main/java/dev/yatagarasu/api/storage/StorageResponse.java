package dev.yatagarasu.api.storage;

import dev.yatagarasu.api.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What storage answers. A missing object, an unmet condition and an unsatisfiable range are answers; that storage cannot
 * be reached or talks nonsense is a {@link StorageException}.
 *
 * <p>The caller closes every response. Closing one before its body has been read to the end cancels the transfer.
 */
public sealed interface StorageResponse extends AutoCloseable {

    /** A response with a body, whole or in part. */
    sealed interface WithBody extends StorageResponse {
        /** Representation headers: {@code etag}, {@code last-modified}, {@code content-type} and the like. */
        Headers headers();

        /**
         * The bytes; empty for a HEAD. Reads block; the stream throws when fewer bytes arrive than announced, or when it
         * breaks off in any other way that can be told from its end, and never shows such a body as complete.
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

    /** A response that says how large the object is. */
    sealed interface Sized extends WithBody {
        /** Size of the whole object in bytes. */
        long size();
    }

    /**
     * The whole object.
     *
     * @param headers representation headers, without {@code content-length}
     * @param size bytes in the object, which is what {@code body} gives
     * @param body the bytes; empty for a HEAD
     */
    record Whole(Headers headers, long size, InputStream body) implements Sized {
        @Override
        public Whole withBody(InputStream other) {
            return new Whole(headers, size, other);
        }
    }

    /**
     * The whole object, whatever range was asked for, from storage that does not say how large it is: it sends the body in
     * chunks, or closes the connection behind it, or leaves the size out of its answer to a HEAD.
     *
     * @param headers representation headers, without {@code transfer-encoding}
     * @param endIsProven whether a body that was cut short would show: then the stream throws, and its end is the object's.
     *     Otherwise the body is passed on as it is, but never kept
     * @param body the bytes; empty for a HEAD
     */
    record Unsized(Headers headers, boolean endIsProven, InputStream body) implements WithBody {
        @Override
        public Unsized withBody(InputStream other) {
            return new Unsized(headers, endIsProven, other);
        }
    }

    /**
     * The range that was asked for.
     *
     * @param headers representation headers, without {@code content-length} and {@code content-range}; of checksums only those of the
     *     whole object
     * @param span the bytes that {@code body} gives
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
     * {@code If-None-Match} or {@code If-Modified-Since} said that the client's copy is good.
     *
     * @param headers representation headers, {@code etag} among them
     */
    record NotModified(Headers headers) implements StorageResponse {}

    /** {@code If-Match} or {@code If-Unmodified-Since} was not met. */
    record PreconditionFailed() implements StorageResponse {}

    /**
     * The range lies behind the end of the object.
     *
     * @param size bytes in the whole object, where storage says so
     */
    record RangeNotSatisfiable(OptionalLong size) implements StorageResponse {}

    /** There is no such object. */
    record NotFound() implements StorageResponse {}

    @Override
    default void close() {}
}
