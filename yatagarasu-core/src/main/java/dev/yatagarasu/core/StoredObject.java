package dev.yatagarasu.core;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.internal.io.BulkFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * An object that is being read through the Java API: its headers and its bytes, from the cache or from storage. Close
 * it; until then it counts as an in-flight request. For one thread at a time.
 */
public final class StoredObject implements AutoCloseable {
    private final Answer answer;
    private final CountingStream body;

    StoredObject(Answer answer) {
        this.answer = answer;
        this.body = new CountingStream(stream(answer.body()));
    }

    private static InputStream stream(Body body) {
        return switch (body) {
            case Body.None none -> InputStream.nullInputStream();
            case Body.Stream stream -> stream.stream();
            case Body.Unsized unsized -> unsized.stream();
            case Body.Buffers buffers -> new BodyStream(buffers.buffers().iterator()::next, buffers.length());
            case Body.Pieces pieces -> new BodyStream(pieces.source(), pieces.length());
        };
    }

    /** The object's headers, names in lower case: {@code content-type}, {@code etag}, {@code last-modified} and so on. */
    public Headers headers() {
        return answer.fixedHeaders().headers();
    }

    /** The object's size in bytes; empty if storage does not send it in advance. */
    public OptionalLong size() {
        return answer.body() instanceof Body.Sized sized ? OptionalLong.of(sized.length()) : OptionalLong.empty();
    }

    /** Whether it came from the cache: fresh, stale, or revalidated with storage. */
    public boolean isFromCache() {
        String outcome = answer.header("x-cache");
        return Arrays.stream(CacheOutcome.values())
                .anyMatch(each -> each.isFromCache() && each.name().equals(outcome));
    }

    /** The object's bytes. Reading may block; it throws if storage ends the body early. */
    public InputStream body() {
        return body;
    }

    /** Gives back what the read holds; a transfer that is not at its end is cancelled. */
    @Override
    public void close() {
        if (body.ended || body.read == size().orElse(-1)) {
            answer.completed(body.read);
        } else {
            answer.aborted(body.read);
        }
    }

    private static final class CountingStream extends BulkFilterInputStream {
        private long read;
        private boolean ended;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read += Math.max(0, count);
            ended |= count < 0;
            return count;
        }
    }
}
