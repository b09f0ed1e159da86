package dev.yatagarasu.core.internal.storage.filesystem;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.core.internal.io.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** The bytes of one version of a file: one that is cut short or written to while it is read throws at its end. */
final class FileBody extends BulkInputStream {
    private final FileChannel channel;
    private final Path file;
    private final FileVersion version;
    private long position;
    private long end;

    private FileBody(FileChannel channel, Path file, FileVersion version) {
        this.channel = channel;
        this.file = file;
        this.version = version;
    }

    /** Opens the file; empty when it is no longer that version. */
    static Optional<FileBody> open(Path file, FileVersion version) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean kept = false;
        try {
            kept = channel.size() == version.size() && FileVersion.of(file).equals(version);
            return kept ? Optional.of(new FileBody(channel, file, version)) : Optional.empty();
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    FileBody all() {
        end = version.size();
        return this;
    }

    FileBody part(ByteRange.Span span) {
        position = span.first();
        end = span.last() + 1;
        return this;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (position == end) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - position)), position);
        if (read < 0) {
            throw new EOFException("the file became " + (end - position) + " bytes too short while it was read");
        }
        position += read;
        if (position == end) {
            refuseOverwritten();
        }
        return read;
    }

    private void refuseOverwritten() throws IOException {
        FileVersion now;
        try {
            now = FileVersion.of(file);
        } catch (IOException e) {
            return;
        }
        if (version.wasOverwritten(now)) {
            throw new IOException("the file was written to while it was read");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
