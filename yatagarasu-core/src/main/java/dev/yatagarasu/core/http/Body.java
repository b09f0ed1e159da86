package dev.yatagarasu.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The body of an answer, in the form that is cheapest to send. */
public sealed interface Body {

    /** A body of known length. */
    sealed interface Sized extends Body {
        /** The number of bytes that will be sent. */
        long length();
    }

    /** Nothing to send, for example for HEAD and 304. */
    record None() implements Sized {
        private static final None INSTANCE = new None();

        @Override
        public long length() {
            return 0;
        }
    }

    /**
     * Bytes in memory, sent one buffer after the other. The buffers belong to this answer alone; their content is shared
     * and must not be changed.
     *
     * @param buffers the bytes, from each buffer's position to its limit
     * @param length bytes in all buffers
     */
    record Buffers(List<ByteBuffer> buffers, long length) implements Sized {}

    /**
     * A stream of known length. Reading blocks. The stream throws instead of ending early; {@link Answer#completed} and
     * {@link Answer#aborted} close it.
     *
     * @param stream the bytes
     * @param length the number of bytes
     */
    record Stream(InputStream stream, long length) implements Sized {}

    /**
     * A stream of unknown length. Reading blocks. The answer's completion closes the stream.
     *
     * @param stream the bytes
     * @param endIsProven whether the stream throws instead of ending early; if not, the answer must not claim to be
     *     complete
     */
    record Unsized(InputStream stream, boolean endIsProven) implements Body {}

    /**
     * Bytes in buffers, each of which is prepared when the previous one has been sent. The answer's completion closes
     * the source.
     *
     * @param source the source of the buffers
     * @param length bytes in all buffers
     */
    record Pieces(Source source, long length) implements Sized {}

    /** Supplies buffers one after the other. For one thread at a time. */
    interface Source {
        /**
         * The next bytes, at least one; called only while bytes are left. Blocks. The buffer's content must not be
         * changed.
         *
         * @throws IOException if the bytes cannot be read; the answer must then not look complete
         */
        ByteBuffer next() throws IOException;
    }

    /** Nothing to send. */
    static Body none() {
        return None.INSTANCE;
    }

    /** One buffer, whose position stays as it is. */
    static Body of(ByteBuffer bytes) {
        return new Buffers(List.of(bytes.duplicate()), bytes.remaining());
    }
}
