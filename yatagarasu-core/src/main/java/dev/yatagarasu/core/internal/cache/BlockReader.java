package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.core.http.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of one version of an object block by block, each from wherever it is: memory, a transfer under way, a lower
 * tier, storage. For one thread at a time; close it.
 */
public final class BlockReader implements Body.Source, AutoCloseable {
    /** Blocks asked of storage beyond a range that goes on where the one before it ended. */
    private static final int READ_AHEAD = 4;
    /** A transfer can run ahead of a reader again and again only if the reader is very unlucky. */
    private static final int ATTEMPTS = 100;
    /** Blocks that are looked for before an answer begins. */
    private static final int LOOK_AHEAD = 64;

    private final Context context;
    private final CachedObject object;
    private final long last;
    private final int lastWanted;
    private long position;
    private @Nullable Transfer transfer;
    /** Begun for blocks that are further on, while those before them come from the cache. */
    private @Nullable Transfer upcoming;

    private boolean closed;
    private boolean preparing;
    private @Nullable ByteBuffer prepared;
    private String foundIn = "";

    /**
     * What a reader reads from.
     *
     * @param tiers where blocks are kept
     * @param transfers what is under way
     * @param origin where missing blocks come from
     * @param executor reads ahead
     */
    record Context(Tiers tiers, Transfers transfers, Origin origin, Executor executor) {}

    /** A reader of {@code span}; {@code begun} is a transfer to which it is attached already. */
    BlockReader(Context context, CachedObject object, ByteRange.Span span, Optional<Transfer> begun) {
        this.context = context;
        this.object = object;
        this.position = span.first();
        this.last = span.last();
        this.transfer = begun.orElse(null);
        int wanted = BlockKey.numberOf(last);
        this.lastWanted = object.continuesAt(span.first())
                ? Math.min(wanted + READ_AHEAD, object.head().blocks() - 1)
                : wanted;
        object.noteReadTo(last);
        context.transfers.enter(object);
    }

    /**
     * Gets the first bytes ready, so that whatever is wrong shows before an answer begins. Blocks.
     *
     * @return the tier they were found in, or {@code ""} if storage was asked
     * @throws dev.yatagarasu.api.storage.StorageException if storage fails
     * @throws ObjectChangedException if the object has become another one
     * @throws NoRoomException if too much is being transferred already
     */
    public String prepare() {
        preparing = true;
        try {
            prepared = read();
            String tier = foundIn;
            if (transfer == null && object.head().content().isEmpty()) {
                openFirstMissing();
            }
            return tier;
        } catch (IOException e) {
            throw Transfer.asStorageException(e);
        } finally {
            preparing = false;
        }
    }

    /** Begins to fetch what is missing further on: if the object is another one by now, it is not too late to begin anew. */
    private void openFirstMissing() throws IOException {
        int number = BlockKey.numberOf(position);
        int end = Math.min(BlockKey.numberOf(last), number + LOOK_AHEAD);
        while (number <= end && context.tiers.firstPresent(object.block(number), number) == number) {
            number++;
        }
        if (number <= end && position <= last) {
            Optional<Transfer> begun = open(number);
            upcoming = begun.orElse(null);
            if (begun.isPresent()) {
                begun.get().block(number);
            }
        }
    }

    @Override
    public ByteBuffer next() throws IOException {
        ByteBuffer ready = prepared;
        prepared = null;
        try {
            return ready == null ? read() : ready;
        } catch (ObjectChangedException e) {
            context.tiers.remove(object.key());
            throw e;
        }
    }

    private ByteBuffer read() throws IOException {
        int number = BlockKey.numberOf(position);
        int from = (int) (position - BlockKey.startOf(number));
        ByteBuffer block = block(number);
        int length = (int) Math.min(block.remaining() - from, last - position + 1);
        position += length;
        return block.slice(block.position() + from, length);
    }

    private ByteBuffer block(int number) throws IOException {
        CachedHead.Found head = object.head();
        if (head.content().isPresent()) {
            foundIn = object.tier();
            return head.content().get();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean passedBy = attempt > 0;
            Optional<ByteBuffer> bytes = memory(number).or(() -> below(number, passedBy));
            if (bytes.isPresent()) {
                return bytes.get();
            }
            bytes = transferred(number);
            if (bytes.isPresent()) {
                return bytes.get();
            }
        }
        throw new IOException("block " + number + " was always gone before it could be read");
    }

    private Optional<ByteBuffer> memory(int number) {
        Optional<ByteBuffer> bytes = context.tiers.blockInMemory(object.block(number), context.origin.lookups());
        bytes.ifPresent(found -> foundIn = MemoryTier.NAME);
        return bytes;
    }

    /** Lower tiers are asked only for what is not coming from storage anyway, or has come already. */
    private Optional<ByteBuffer> below(int number, boolean passedBy) {
        if (isComing(number) && !passedBy) {
            return Optional.empty();
        }
        Optional<Tiers.Found<ByteBuffer>> bytes =
                context.tiers.blockBelow(object.block(number), object.head(), context.origin.lookups());
        bytes.ifPresent(found -> foundIn = found.tier());
        return bytes.map(Tiers.Found::value);
    }

    private boolean isComing(int number) {
        Transfer mine = transfer;
        if (mine != null && mine.suits(number)) {
            return true;
        }
        leave();
        Transfer begun = upcoming;
        if (begun != null && begun.suits(number)) {
            upcoming = null;
            transfer = begun;
            return true;
        }
        transfer = context.transfers.join(object, number).orElse(null);
        return transfer != null;
    }

    private Optional<ByteBuffer> transferred(int number) throws IOException {
        foundIn = "";
        Transfer mine = transfer == null ? open(number).orElse(null) : transfer;
        transfer = mine;
        if (mine == null) {
            return Optional.empty();
        }
        Optional<ByteBuffer> bytes = mine.block(number);
        if (bytes.isEmpty() || number == mine.last()) {
            leave();
        }
        return bytes;
    }

    /**
     * A transfer of the blocks that are missing from here on, unless somebody else has just begun one; empty if a transfer has
     * brought the first of them and gone on since it was looked for.
     */
    private Optional<Transfer> open(int number) {
        if (preparing && !context.transfers.hasRoom()) {
            return Optional.of(context.transfers.join(object, number).orElseThrow(NoRoomException::new));
        }
        int end = number == lastWanted
                ? lastWanted
                : context.tiers.firstPresent(object.block(number + 1), lastWanted) - 1;
        return context.transfers.joinOrShare(
                object,
                number,
                () -> context.tiers.isAtHand(object.block(number))
                        ? Optional.empty()
                        : Optional.of(begin(number, end)));
    }

    private Transfer begin(int number, int end) {
        Fill fill = context.tiers.fills().begin(object.key());
        return new Transfer(
                new Transfer.Source(object, context.origin, fill, context.tiers, context.transfers), number, end);
    }

    private void leave() {
        Transfer left = transfer;
        transfer = null;
        if (left != null) {
            left.detach();
        }
    }

    /** Leaves the transfer, or has it read on for the next reader if that one is to be expected. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            context.transfers.leave(object);
        }
        Transfer begun = upcoming;
        upcoming = null;
        if (begun != null) {
            begun.detach();
        }
        Transfer running = transfer;
        boolean wholeRead = position > last;
        if (running == null || !wholeRead || lastWanted == BlockKey.numberOf(last)) {
            leave();
            return;
        }
        transfer = null;
        try {
            context.executor.execute(() -> readAhead(running));
        } catch (RejectedExecutionException e) {
            running.detach();
        }
    }

    private void readAhead(Transfer running) {
        try {
            for (int number = BlockKey.numberOf(last) + 1; number <= running.last(); number++) {
                if (running.block(number).isEmpty()) {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Nobody waits for these bytes: whoever comes to want them asks storage again and hears of the failure.
        } finally {
            running.detach();
        }
    }
}
