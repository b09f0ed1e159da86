package dev.yatagarasu.core;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** Storage in which every key is an object of the same size. Its bytes are made when they are read: they take no memory. */
final class EndlessStorage implements StorageBackend {
    final LongAdder requests = new LongAdder();
    private final long size;

    EndlessStorage(long size) {
        this.size = size;
    }

    /** The byte at that place of every object. */
    static byte at(long position) {
        return (byte) ((position * 31) ^ (position >>> 16));
    }

    private static Headers headers() {
        return Headers.of("etag", "\"endless\"", "content-type", "application/octet-stream");
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        requests.increment();
        if (request.range().isEmpty()) {
            return new StorageResponse.Whole(headers(), size, new Bytes(0, size));
        }
        ByteRange range = request.range().get();
        return range.resolve(size)
                .<StorageResponse>map(span ->
                        new StorageResponse.Partial(headers(), span, size, new Bytes(span.first(), span.last() + 1)))
                .orElseGet(() -> new StorageResponse.RangeNotSatisfiable(OptionalLong.of(size)));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        requests.increment();
        return new StorageResponse.Whole(headers(), size, InputStream.nullInputStream());
    }

    @Override
    public StorageHealth probe() {
        return new StorageHealth.Up();
    }

    @Override
    public void close() {}

    private static final class Bytes extends InputStream {
        private final long end;
        private long position;

        Bytes(long from, long end) {
            this.position = from;
            this.end = end;
        }

        @Override
        public int read() {
            return position < end ? at(position++) & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position >= end) {
                return length == 0 ? 0 : -1;
            }
            int count = (int) Math.min(length, end - position);
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = at(position + i);
            }
            position += count;
            return count;
        }
    }
}
