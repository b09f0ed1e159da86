package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One answer of storage that any number of readers read block by block: a run of consecutive blocks of one version. Safe
 * from any thread.
 */
final class Transfer {
    /*
     * Nobody but readers moves it on: whoever needs the next block first reads it under the lock, for all. So it runs as
     * fast as its fastest reader, never further; a slow reader holds up nobody, and needs no thread to wait for it. The last
     * blocks are kept for readers that are close behind, should memory have refused them; a reader that is further behind
     * finds its blocks in a tier, or opens a transfer of its own. When the last reader has left it is closed, wherever it is.
     */
    private static final int KEPT = 2;
    /** One more: the next block takes its place before those kept move on. */
    private static final int PLACES = KEPT + 1;
    /** A reader further ahead would read for long what only others want. */
    private static final int JOIN_AHEAD = 8;

    private static final int CLOSED = -1;

    private final Source source;
    private final Runnable releaseOrigin;
    private final int first;
    private final int last;
    private final ReentrantLock lock = new ReentrantLock();
    private final TierWaitBudget wait = TierWaitBudget.fresh();
    private final AtomicInteger readers = new AtomicInteger(1);
    private final AtomicReferenceArray<@Nullable Block> kept = new AtomicReferenceArray<>(PLACES);
    private volatile int next;
    private volatile boolean failed;
    /** Why it failed, if it did: for all readers alike the object is another one. */
    private volatile boolean changed;

    private @Nullable StorageResponse response;
    private InputStream body = InputStream.nullInputStream();

    /** Where transfers under way are counted. */
    interface Register {
        /** Counts a transfer that is about to begin. */
        void begin();

        /** Whether more than one reads an object now. */
        boolean hasSeveralReaders(CachedObject object);

        /** A transfer is closed. */
        void end(Transfer transfer);
    }

    /**
     * What is transferred and where it goes.
     *
     * @param object the object
     * @param origin where it comes from
     * @param fill guards what is kept
     * @param tiers where it is kept
     * @param register where it is counted
     */
    record Source(CachedObject object, Origin origin, Fill fill, Tiers tiers, Register register) {
        CachedHead.Found head() {
            return object.head();
        }
    }

    /** A transfer of blocks {@code first} to {@code last}, which asks storage when the first reader reads. */
    Transfer(Source source, int first, int last) {
        this.source = source;
        this.releaseOrigin = source.origin().hold();
        source.register().begin();
        this.first = first;
        this.next = first;
        this.last = last;
    }

    /** Takes over an answer of storage that begins with block {@code first} and ends with block {@code last}. */
    Transfer(Source source, int first, int last, StorageResponse.WithBody response) {
        this(source, first, last);
        this.response = response;
        this.body = response.body();
    }

    CachedObject object() {
        return source.object();
    }

    /** One more reader, unless it is closed already. */
    boolean attach() {
        for (int count = readers.get(); count != CLOSED; count = readers.get()) {
            if (readers.compareAndSet(count, count + 1)) {
                return true;
            }
        }
        return false;
    }

    /** One reader less; with the last one it is closed. */
    void detach() {
        if (readers.decrementAndGet() == 0 && readers.compareAndSet(0, CLOSED)) {
            close();
        }
    }

    /** Whether a reader who wants block {@code number} now does well to join. */
    boolean suits(int number) {
        int at = next;
        return !failed && number >= Math.max(first, at - KEPT) && number <= Math.min(last, at + JOIN_AHEAD);
    }

    /** The last block it brings. */
    int last() {
        return last;
    }

    /**
     * The bytes of block {@code number}, read from storage if need be; empty if the transfer has passed by or does not
     * reach so far. Blocks.
     *
     * @throws IOException if storage breaks off, or sends other than it announced
     * @throws ObjectChangedException if the object has become another one
     */
    Optional<ByteBuffer> block(int number) throws IOException {
        if (number > last) {
            return Optional.empty();
        }
        return number >= next ? readUpTo(number) : kept(number);
    }

    private Optional<ByteBuffer> readUpTo(int number) throws IOException {
        lock.lock();
        try {
            if (changed) {
                throw new ObjectChangedException();
            }
            if (failed) {
                throw new IOException("the transfer from storage has failed");
            }
            while (next <= number) {
                readNext();
            }
            return kept(number);
        } catch (IOException | RuntimeException e) {
            changed = e instanceof ObjectChangedException;
            failed = true;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private Optional<ByteBuffer> kept(int number) {
        Block block = kept.get(number % PLACES);
        return block == null || block.key().number() != number
                ? Optional.empty()
                : Optional.of(block.bytes().duplicate());
    }

    private void readNext() throws IOException {
        int number = next;
        if (response == null) {
            open(number);
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(read(source.head().blockLength(number))).asReadOnlyBuffer();
        if (number == last) {
            end();
        }
        Block block = new Block(source.object().block(number), source.head(), bytes);
        keep(block);
        kept.set(number % PLACES, block);
        next = number + 1;
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        if (body.readNBytes(bytes, 0, length) < length) {
            throw new IOException("storage sent less than it announced");
        }
        return bytes;
    }

    /** Gives the connection back, however long the readers still take. */
    private void end() throws IOException {
        boolean goesOn = !(response instanceof StorageResponse.Partial)
                && last < source.head().blocks() - 1;
        if (!goesOn && body.read() >= 0) {
            throw new IOException("storage sent more than it announced");
        }
        closeResponse();
    }

    private void closeResponse() {
        StorageResponse opened = response;
        response = null;
        if (opened != null) {
            opened.close();
        }
    }

    private void keep(Block block) {
        if (!source.origin().isRetired()) {
            boolean wanted = source.register().hasSeveralReaders(source.object());
            source.tiers().putBlock(source.fill(), block, wanted ? wait : TierWaitBudget.none());
        }
    }

    private void open(int first) throws IOException {
        CachedHead.Found head = source.head();
        long start = BlockKey.startOf(first);
        long end = Math.min(head.size(), BlockKey.startOf(last) + BlockKey.BLOCK_SIZE) - 1;
        ByteRange.Span span = new ByteRange.Span(start, end);
        StorageResponse opened = source.origin()
                .get(new StorageRequest(
                        source.object().key().key(), Optional.of(span), Preconditions.ifMatch(head.version())));
        if (!(opened instanceof StorageResponse.WithBody part) || !isOf(head, part) || !hasProvenEnd(part)) {
            opened.close();
            throw new ObjectChangedException();
        }
        response = opened;
        body = part.body();
        if (!(part instanceof StorageResponse.Partial)) {
            body.skipNBytes(start);
        }
    }

    private static boolean isOf(CachedHead.Found head, StorageResponse.WithBody part) {
        boolean fits = !(part instanceof StorageResponse.Sized sized) || sized.size() == head.size();
        return fits && part.headers().firstOr("etag", "").equals(head.version());
    }

    /** Whether a body that is cut short is noticed: without a proven end, its last bytes may be missing. */
    private static boolean hasProvenEnd(StorageResponse.WithBody part) {
        return switch (part) {
            case StorageResponse.Partial partial -> true;
            case StorageResponse.Whole whole -> true;
            case StorageResponse.Unsized unsized -> unsized.endIsProven();
        };
    }

    private void close() {
        try {
            closeResponse();
        } finally {
            source.fill().release();
            source.register().end(this);
            releaseOrigin.run();
        }
    }

    /** The exception that waiting readers get for a failure to read. */
    static StorageException asStorageException(IOException failure) {
        return failure instanceof SocketTimeoutException
                ? new StorageException(StorageException.Kind.TIMEOUT, "a body stood still for too long", failure)
                : new StorageException(StorageException.Kind.BROKEN, "a body broke off", failure);
    }
}
