package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a file starts with. Integers are big-endian.
 *
 * <pre>
 *  0  long  "YATACCH" and the version of this form
 *  8  int   CRC-32C of everything from 12 up to the end of the head
 * 12  int   where the head ends; room for a longer one follows
 * 16  int   where the block table starts: eight bytes for each block
 * 20  int   how many bytes the names take
 * 24  long  size of the object, or -1 if there is none
 * 32        bucket, key, variant: for each its length in characters as an int, and the characters
 *           the head in its own binary form, size and content cut out
 *           ... the block table, and the object's bytes directly after it
 * </pre>
 */
record FileHeader(ObjectKey key, CachedHead bare, long size, int tableStart) {
    static final int FIXED = 32;
    /** Larger heads are not kept and not believed. */
    static final int MAX_HEAD = 1 << 20;

    private static final long MAX_SIZE = (1L << 22) * BlockKey.BLOCK_SIZE;
    private static final long MAGIC = 0x5941_5441_4343_4801L;
    private static final int SUMMED_FROM = 12;
    private static final int SLACK = 256;
    private static final int LARGE_SLACK = 1024;
    private static final long NO_OBJECT = -1;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** The header of a new file; empty if the object or its head is too large for any file. */
    static Optional<FileHeader> of(ObjectKey key, CachedHead head) {
        long size = head instanceof CachedHead.Found found ? found.size() : NO_OBJECT;
        if (size > MAX_SIZE) {
            return Optional.empty();
        }
        CachedHead bare = strip(head);
        int end = FIXED + namesLength(key) + bare.encode().remaining();
        int table = blocks(size) * BlockTable.ENTRY;
        int start = blocks(size) <= 1 ? align(end + SLACK, 8) : align(end + LARGE_SLACK + table, 4096) - table;
        return end > MAX_HEAD ? Optional.empty() : Optional.of(new FileHeader(key, bare, size, start));
    }

    private static CachedHead strip(CachedHead head) {
        return head instanceof CachedHead.Found found ? withSize(found, 0, Optional.of(NOTHING)) : head;
    }

    private static CachedHead.Found withSize(CachedHead.Found head, long size, Optional<ByteBuffer> content) {
        return new CachedHead.Found(head.headers(), size, head.version(), head.lifetime(), head.tags(), content);
    }

    /** The same file with another head; empty if there is no room for that. */
    Optional<FileHeader> withHead(CachedHead head) {
        CachedHead other = strip(head);
        int end = FIXED + namesLength(key) + other.encode().remaining();
        return end > tableStart ? Optional.empty() : Optional.of(new FileHeader(key, other, size, tableStart));
    }

    /** The same file with another lifetime, for which there is always room. */
    FileHeader withLifetime(Lifetime lifetime) {
        return new FileHeader(key, bare.withLifetime(lifetime), size, tableStart);
    }

    /** The head as it was put, with {@code content} if that is known; empty if it cannot be without. */
    Optional<CachedHead> head(Optional<ByteBuffer> content) {
        if (!(bare instanceof CachedHead.Found found)) {
            return Optional.of(bare);
        }
        Optional<ByteBuffer> all = size == 0 ? Optional.of(NOTHING) : content;
        boolean incomplete = found.version().isEmpty() && all.isEmpty();
        return incomplete ? Optional.empty() : Optional.of(withSize(found, size, all));
    }

    boolean isOf(CachedHead.Found head) {
        return bare instanceof CachedHead.Found found
                && size == head.size()
                && found.version().equals(head.version());
    }

    boolean isOf(String version) {
        return bare instanceof CachedHead.Found found && found.version().equals(version);
    }

    List<String> tags() {
        return bare instanceof CachedHead.Found found ? found.tags() : List.of();
    }

    int blocks() {
        return blocks(size);
    }

    private static int blocks(long size) {
        return size <= 0 ? 0 : BlockKey.numberOf(size - 1) + 1;
    }

    int blockLength(int number) {
        return (int) Math.min(BlockKey.BLOCK_SIZE, size - BlockKey.startOf(number));
    }

    long dataStart() {
        return tableStart + (long) blocks() * BlockTable.ENTRY;
    }

    long fileLength() {
        return dataStart() + Math.max(0, size);
    }

    ByteBuffer encode() {
        ByteBuffer head = bare.encode();
        int names = namesLength(key);
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + names + head.remaining());
        bytes.putLong(MAGIC).putInt(0).putInt(bytes.capacity()).putInt(tableStart);
        bytes.putInt(names).putLong(size).put(encodeNames(key)).put(head).flip();
        return bytes.putInt(8, sum(bytes, bytes.limit()));
    }

    /** Where the header in these bytes, of which there are at least {@link #FIXED}, says that its table starts. */
    static int tableStart(ByteBuffer bytes, long fileLength) throws DamagedFileException {
        int start = bytes.getInt(16);
        check(bytes.getLong(0) == MAGIC && start >= FIXED && start <= fileLength, "no header");
        long size = bytes.getLong(24);
        check(size >= NO_OBJECT && size <= Math.min(fileLength, MAX_SIZE), "an impossible size");
        check(start + (long) blocks(size) * BlockTable.ENTRY + Math.max(0, size) == fileLength, "another length");
        check(start <= 2 * MAX_HEAD, "an impossible head");
        return start;
    }

    /** Reads what {@link #encode} wrote from bytes that reach at least up to the table. */
    static FileHeader decode(ByteBuffer bytes, long fileLength) throws DamagedFileException {
        int start = tableStart(bytes, fileLength);
        int end = bytes.getInt(12);
        int names = bytes.getInt(20);
        check(end >= FIXED && end <= start && names >= 0 && names <= end - FIXED, "impossible lengths");
        check(bytes.getInt(8) == sum(bytes, end), "another checksum");
        ObjectKey key = decodeNames(bytes.slice(FIXED, names));
        CachedHead bare = CachedHead.decode(bytes.slice(FIXED + names, end - FIXED - names))
                .orElseThrow(() -> new DamagedFileException("no head"));
        long size = bytes.getLong(24);
        check(bare instanceof CachedHead.Found == size >= 0, "a head without its object");
        return new FileHeader(key, bare, size, start);
    }

    private static int sum(ByteBuffer bytes, int end) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.slice(SUMMED_FROM, end - SUMMED_FROM));
        return (int) sum.getValue();
    }

    private static int namesLength(ObjectKey key) {
        int characters =
                key.bucket().length() + key.key().length() + key.variant().length();
        return 3 * Integer.BYTES + characters * Character.BYTES;
    }

    /** Every character as it is: an encoding that replaces some would make two names one. */
    static ByteBuffer encodeNames(ObjectKey key) {
        ByteBuffer bytes = ByteBuffer.allocate(namesLength(key));
        for (String name : new String[] {key.bucket(), key.key(), key.variant()}) {
            bytes.putInt(name.length());
            bytes.asCharBuffer().put(name);
            bytes.position(bytes.position() + name.length() * Character.BYTES);
        }
        return bytes.flip();
    }

    static ObjectKey decodeNames(ByteBuffer bytes) throws DamagedFileException {
        ObjectKey key = new ObjectKey(decodeName(bytes), decodeName(bytes), decodeName(bytes));
        check(!bytes.hasRemaining(), "impossible names");
        return key;
    }

    private static String decodeName(ByteBuffer bytes) throws DamagedFileException {
        check(bytes.remaining() >= Integer.BYTES, "no name");
        int length = bytes.getInt();
        check(length >= 0 && length <= bytes.remaining() / Character.BYTES, "an impossible name");
        String name = bytes.slice().asCharBuffer().subSequence(0, length).toString();
        bytes.position(bytes.position() + length * Character.BYTES);
        return name;
    }

    private static int align(int position, int unit) {
        return (position + unit - 1) / unit * unit;
    }

    private static void check(boolean right, String otherwise) throws DamagedFileException {
        if (!right) {
            throw new DamagedFileException(otherwise);
        }
    }
}
