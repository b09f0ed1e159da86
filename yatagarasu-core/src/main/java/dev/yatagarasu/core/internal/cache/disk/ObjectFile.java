package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file: the head, the block table and the bytes of one version of one object. It has its full length from the start;
 * blocks are written into it, then entered in the table.
 *
 * <p>Reading is safe from several threads, changing needs a lock. No channel stays open: an interrupted thread can close
 * only its own, and descriptors cannot run out.
 */
final class ObjectFile {
    private static final int FIRST_READ = 8192;
    private static final int LARGEST_SINGLE_READ = 64 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final Path path;
    private final BlockTable table;
    private final MappedWindows windows;
    private final long modifiedMillis;
    private final Optional<ByteBuffer> content;
    private volatile FileHeader header;

    private ObjectFile(
            Path path, FileHeader header, BlockTable table, long modifiedMillis, Optional<ByteBuffer> content) {
        this.path = path;
        this.header = header;
        this.table = table;
        this.windows = new MappedWindows(path, header);
        this.modifiedMillis = modifiedMillis;
        this.content = content;
    }

    /**
     * Reads what lies under {@code path}; empty if nothing does.
     *
     * @param withContent whether to read the object's bytes as well, if they are one block
     * @throws DamagedFileException if it is not a sound file of ours
     */
    static Optional<ObjectFile> load(Path path, boolean withContent) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(path);
            long length = attributes.size();
            if (!attributes.isRegularFile() || length < FileHeader.FIXED) {
                throw new DamagedFileException("no file of ours");
            }
            long first = withContent && length <= LARGEST_SINGLE_READ ? length : Math.min(length, FIRST_READ);
            try (FileChannel channel = CacheDirectory.openToRead(path)) {
                ByteBuffer read = upTo(first, ByteBuffer.allocate(0), channel);
                return Optional.of(read(path, read, channel, attributes, withContent));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static ObjectFile read(
            Path path, ByteBuffer first, FileChannel channel, BasicFileAttributes attributes, boolean withContent)
            throws IOException {
        long length = attributes.size();
        ByteBuffer read = upTo(FileHeader.tableStart(first, length), first, channel);
        FileHeader header = FileHeader.decode(read, length);
        read = upTo(header.dataStart(), read, channel);
        int tableLength = header.blocks() * BlockTable.ENTRY;
        BlockTable table = BlockTable.decode(read.slice(header.tableStart(), tableLength));
        Optional<ByteBuffer> content = Optional.empty();
        if (withContent && header.blocks() == 1 && table.has(0)) {
            read = upTo(length, read, channel);
            content = Optional.of(sound(read.slice((int) header.dataStart(), (int) header.size()), table.sum(0)));
        }
        return new ObjectFile(path, header, table, attributes.lastModifiedTime().toMillis(), content);
    }

    private static ByteBuffer sound(ByteBuffer content, int expected) throws DamagedFileException {
        if (sum(content) != expected) {
            throw new DamagedFileException("another checksum");
        }
        return content.asReadOnlyBuffer();
    }

    private static ByteBuffer upTo(long end, ByteBuffer have, FileChannel channel) throws IOException {
        if (have.limit() >= end) {
            return have;
        }
        ByteBuffer more = ByteBuffer.allocate(Math.toIntExact(end)).put(have.rewind());
        readFully(more, more.position(), channel);
        return more.flip();
    }

    private static void readFully(ByteBuffer into, long from, FileChannel channel) throws IOException {
        long position = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                throw new DamagedFileException("cut short");
            }
            position += read;
        }
    }

    /** Makes the file for a head, with its bytes if they are one block and {@code content} has them. */
    static ObjectFile create(CacheDirectory directory, Path path, FileHeader header, Optional<ByteBuffer> content)
            throws IOException {
        BlockTable table = new BlockTable(header.blocks());
        boolean whole = header.size() <= 0 || content.isPresent();
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(content.isPresent() ? header.fileLength() : header.dataStart()));
        bytes.put(header.encode());
        if (header.size() > 0 && content.isPresent()) {
            int sum = sum(content.get());
            bytes.position(header.tableStart()).put(BlockTable.encode(sum));
            bytes.put(content.get().duplicate());
            table.add(0, sum);
        }
        try (FileChannel channel = directory.create(path)) {
            write(bytes.rewind(), 0, channel);
            if (!whole) {
                write(ByteBuffer.allocate(1), header.fileLength() - 1, channel);
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        return new ObjectFile(path, header, table, 0, content);
    }

    private static void write(ByteBuffer bytes, long at, FileChannel channel) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    FileHeader header() {
        return header;
    }

    BlockTable table() {
        return table;
    }

    long modifiedMillis() {
        return modifiedMillis;
    }

    long bytesOnDisk() {
        return table.bytesOnDisk(header);
    }

    /** The head, with the content that was loaded. */
    Optional<CachedHead> head() {
        return header.head(content);
    }

    /**
     * A block, compared with its sum unless that was done since its window was mapped, and is still believed. It is read for
     * that, not mapped: touching mapped memory that somebody cuts off would stop the JVM. Whoever sends the block afterwards
     * gets an I/O error in that case.
     */
    Optional<ByteBuffer> block(int number, TrustPeriod trust) throws IOException {
        if (!table.has(number)) {
            return Optional.empty();
        }
        if (header.blocks() == 1) {
            return content;
        }
        checkLength();
        MappedWindows.Window window = windows.of(number);
        if (!trust.holds(window.comparedMillis(number))) {
            check(number);
            window.compared(number, trust.now());
        }
        return Optional.of(window.block(number));
    }

    private void checkLength() throws IOException {
        BasicFileAttributes attributes = attributes(path);
        if (!attributes.isRegularFile() || attributes.size() != header.fileLength()) {
            throw new DamagedFileException("cut short");
        }
    }

    private void check(int number) throws IOException {
        CRC32C sum = new CRC32C();
        int length = header.blockLength(number);
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(CHUNK, length));
        try (FileChannel channel = CacheDirectory.openToRead(path)) {
            for (int done = 0; done < length; done += chunk.limit()) {
                chunk.clear().limit(Math.min(CHUNK, length - done));
                readFully(chunk, position(number) + done, channel);
                sum.update(chunk.flip());
            }
        }
        if ((int) sum.getValue() != table.sum(number)) {
            throw new DamagedFileException("another checksum");
        }
    }

    private long position(int number) {
        return header.dataStart() + BlockKey.startOf(number);
    }

    private static int sum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return (int) sum.getValue();
    }

    /** Adds a block that is not there yet. */
    void addBlock(int number, ByteBuffer bytes) throws IOException {
        int sum = sum(bytes);
        try (FileChannel channel = CacheDirectory.openToChange(path)) {
            if (channel.size() != header.fileLength()) {
                throw new DamagedFileException("cut short");
            }
            write(bytes.duplicate(), position(number), channel);
            write(BlockTable.encode(sum), header.tableStart() + (long) number * BlockTable.ENTRY, channel);
        }
        table.add(number, sum);
    }

    /** Writes another header of the same layout over the old one. */
    void changeHeader(FileHeader other) throws IOException {
        try (FileChannel channel = CacheDirectory.openToChange(path)) {
            write(other.encode(), 0, channel);
        }
        header = other;
    }

    /** Makes a new file for a header that has outgrown this one, and copies the blocks, none that is not as its sum says. */
    ObjectFile moveTo(CacheDirectory directory, FileHeader other) throws IOException {
        try (FileChannel from = CacheDirectory.openToRead(path)) {
            ObjectFile moved = create(directory, path, other, Optional.empty());
            for (int number = 0; number < header.blocks(); number++) {
                if (table.has(number)) {
                    moved.addBlock(number, soundBlock(number, from));
                }
            }
            return moved;
        }
    }

    private ByteBuffer soundBlock(int number, FileChannel from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(header.blockLength(number));
        readFully(bytes, position(number), from);
        return sound(bytes.flip(), table.sum(number));
    }
}
