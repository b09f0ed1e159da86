package dev.yatagarasu.examples.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * So many of the bytes of an entry: throws if there are fewer, and in place of the last ones if these are not what the archive
 * says. Closes its archive. For one thread at a time.
 */
final class ZipBody extends InputStream {
    private final ZipFile file;
    private final InputStream bytes;
    private final BooleanSupplier isSound;
    private long left;

    /** A body; {@code isSound} is asked when the last of the bytes have been read. */
    ZipBody(ZipFile file, InputStream bytes, long length, BooleanSupplier isSound) {
        this.file = file;
        this.bytes = bytes;
        this.left = length;
        this.isSound = isSound;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (left == 0) {
            return -1;
        }
        int read = bytes.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the entry is " + left + " bytes too short");
        }
        left -= read;
        if (left == 0 && !isSound.getAsBoolean()) {
            throw new ZipException("the entry has another checksum than the archive says");
        }
        return read;
    }

    /** Closes the archive, and with it the entry. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
