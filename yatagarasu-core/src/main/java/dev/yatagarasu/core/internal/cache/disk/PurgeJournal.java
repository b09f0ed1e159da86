package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The purges of files that are not known yet, or could not be deleted. They are kept on disk as well: if this process ends
 * before all files they name are gone, the next one must not serve them. Of what cannot be read, or is too much, remains that
 * everything is purged.
 */
final class PurgeJournal {
    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    private static final int LARGEST = 16 << 20;
    private static final String EVERYTHING = "everything";

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private boolean everything;

    /** A purge and when it came. */
    record Entry(Purge purge, long atMillis) {}

    private PurgeJournal(Path file) {
        this.file = file;
    }

    /** Reads what the process before this one has left. */
    static PurgeJournal open(Path file) throws IOException {
        PurgeJournal journal = new PurgeJournal(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return journal;
        }
        boolean whole = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= LARGEST
                && journal.read(ByteBuffer.wrap(Files.readAllBytes(file)));
        if (!whole) {
            journal.addEverything();
        }
        return journal;
    }

    private boolean read(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
                if (length < 0 || length > bytes.remaining()) {
                    return false;
                }
                read(FileHeader.decodeNames(bytes.slice(bytes.position(), length)));
                bytes.position(bytes.position() + length);
            }
            return true;
        } catch (DamagedFileException | IllegalArgumentException e) {
            return false;
        }
    }

    private void read(ObjectKey names) throws DamagedFileException {
        if (names.variant().equals(EVERYTHING)) {
            everything = true;
        } else {
            entries.add(decode(names));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether all files are purged that are not known yet. */
    boolean isEverything() {
        return everything;
    }

    /** Keeps a purge; once this returns, it is safe on the disk. */
    void add(Entry entry) throws IOException {
        entries.add(entry);
        if (append(encode(entry)) > LARGEST) {
            addEverything();
        }
    }

    /** Purges all that there is. What stands in the file stays before it: a crash must not leave less. */
    void addEverything() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
        }
        append(new ObjectKey("", "", EVERYTHING));
        entries.clear();
        everything = true;
    }

    /** Adds to the file, and returns its length; what could not be added whole is taken away again. */
    private long append(ObjectKey entry) throws IOException {
        ByteBuffer names = FileHeader.encodeNames(entry);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + names.remaining());
        bytes.putInt(names.remaining()).put(names).flip();
        try (FileChannel channel = FileChannel.open(file, APPEND, OwnerOnly.file(file))) {
            long before = channel.size();
            boolean added = false;
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
                added = true;
                return channel.size();
            } finally {
                if (!added) {
                    channel.truncate(before);
                }
            }
        }
    }

    void clear() throws IOException {
        entries.clear();
        everything = false;
        Files.deleteIfExists(file);
    }

    /** Bucket, what is named in it, and everything else, which holds no names, in the place of the variant. */
    private static ObjectKey encode(Entry entry) {
        Purge purge = entry.purge();
        String kind = switch (purge.kind()) {
            case KEY -> "key";
            case PREFIX -> "prefix";
            case TAG -> "tag";
            case BUCKET -> "bucket";
        };
        String rest = (purge.soft() ? " soft " : " hard ") + entry.atMillis();
        return new ObjectKey(purge.bucket(), purge.value(), kind + rest);
    }

    private static Entry decode(ObjectKey names) throws DamagedFileException {
        String[] rest = names.variant().split(" ", -1);
        if (rest.length != 3) {
            throw new DamagedFileException("no purge");
        }
        Purge purge = switch (rest[0]) {
            case "key" -> Purge.key(names.bucket(), names.key());
            case "prefix" -> Purge.prefix(names.bucket(), names.key());
            case "tag" -> Purge.tag(names.bucket(), names.key());
            case "bucket" -> Purge.bucket(names.bucket());
            default -> throw new DamagedFileException("no purge");
        };
        return new Entry(rest[1].equals("soft") ? purge.softly() : purge, Long.parseLong(rest[2]));
    }
}
