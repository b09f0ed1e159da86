package dev.yatagarasu.core.cache.disk;

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
 * The purges that came before all files were known. They are kept on disk as well: if this process ends before it has
 * found every file they name, the next one must not serve it.
 */
final class PurgeJournal {
    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    private static final int LARGEST = 64 << 20;

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    /** A purge and when it came. */
    record Entry(Purge purge, long atMillis) {}

    private PurgeJournal(Path file) {
        this.file = file;
    }

    /** Reads what the process before this one has left; anything that is no journal is the end of it. */
    static PurgeJournal open(Path file) throws IOException {
        PurgeJournal journal = new PurgeJournal(file);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST) {
            journal.read(ByteBuffer.wrap(Files.readAllBytes(file)));
        } else {
            Files.deleteIfExists(file);
        }
        return journal;
    }

    private void read(ByteBuffer bytes) {
        try {
            while (bytes.remaining() > Integer.BYTES) {
                int length = bytes.getInt();
                if (length < 0 || length > bytes.remaining()) {
                    return;
                }
                entries.add(decode(FileHeader.decodeNames(bytes.slice(bytes.position(), length))));
                bytes.position(bytes.position() + length);
            }
        } catch (DamagedFileException | IllegalArgumentException e) {
            bytes.position(bytes.limit());
        }
    }

    List<Entry> entries() {
        return entries;
    }

    void add(Entry entry) throws IOException {
        entries.add(entry);
        ByteBuffer names = FileHeader.encodeNames(encode(entry));
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + names.remaining());
        bytes.putInt(names.remaining()).put(names).flip();
        try (FileChannel channel = FileChannel.open(file, APPEND, OwnerOnly.file(file))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    void clear() throws IOException {
        entries.clear();
        Files.deleteIfExists(file);
    }

    /** Bucket, what is named in it, and everything else, which holds no names, in the place of the variant. */
    private static ObjectKey encode(Entry entry) {
        String rest = (entry.purge().soft() ? " soft " : " hard ") + entry.atMillis();
        return switch (entry.purge()) {
            case Purge.Key one -> new ObjectKey(one.bucket(), one.key(), "key" + rest);
            case Purge.Prefix some -> new ObjectKey(some.bucket(), some.prefix(), "prefix" + rest);
            case Purge.Tag tagged -> new ObjectKey(tagged.bucket(), tagged.tag(), "tag" + rest);
            case Purge.Bucket all -> new ObjectKey(all.bucket(), "", "bucket" + rest);
        };
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
