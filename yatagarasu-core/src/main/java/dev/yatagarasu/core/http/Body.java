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
     * Bytes that still have to come. Reading blocks. The stream throws rather than end early; {@link Answer#completed}
     * and {@link Answer#aborted} close it.
     *
     * @param stream where the bytes come from
     * @param length how many will come
     */
    record Stream(InputStream stream, long length) implements Sized {}

    /**
     * Bytes that still have to come, nobody knows how many. Reading blocks. The answer's completion closes the stream.
     *
     * @param stream where the bytes come from
     * @param endIsProven whether the stream throws rather than end early: otherwise the answer must not claim, either, that
     *     it is whole
     */
    record Unsized(InputStream stream, boolean endIsProven) implements Body {}

    /**
     * Bytes that come in buffers, each made ready when the one before it has been sent. The answer's completion closes
     * what they come from.
     *
     * @param source where the buffers come from
     * @param length bytes in all of them
     */
    record Pieces(Source source, long length) implements Sized {}

    /** Gives buffers, one after the other. For one thread at a time. */
    interface Source {
        /**
         * The next bytes, never none; called only while bytes are left. Blocks. The buffer's content must not be changed.
         *
         * @throws IOException if the bytes cannot be had: the answer must not look whole
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
