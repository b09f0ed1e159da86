package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.io.BulkFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** Narrows a partial response that the cache asked for, but does not keep, to the range that the client asked for. */
final class NarrowedPart {
    private NarrowedPart() {}

    /** The bytes {@code wanted} of a response that holds them. Blocks until the first of them has come. */
    static StorageResponse of(StorageResponse.Partial larger, ByteRange.Span wanted) {
        if (wanted.equals(larger.span())) {
            return larger;
        }
        try {
            larger.body().skipNBytes(wanted.first() - larger.span().first());
        } catch (IOException e) {
            larger.close();
            StorageException.Kind kind =
                    e instanceof SocketTimeoutException ? StorageException.Kind.TIMEOUT : StorageException.Kind.BROKEN;
            throw new StorageException(kind, "a body broke off", e);
        }
        return new StorageResponse.Partial(
                larger.headers(), wanted, larger.size(), new Bounded(larger.body(), wanted.length()));
    }

    /** Ends after so many bytes. */
    private static final class Bounded extends BulkFilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int count = super.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }
    }
}
