package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The queue of writes to a tier, which must go on whatever a write does. */
class WriteQueueTest {
    private static final int SIZE = 1_000;
    /** Room for one write, and not for two. */
    private static final long ROOM = 2_000;

    private final List<Runnable> background = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();

    private WriteQueue.Write write(Runnable action) {
        return new WriteQueue.Write(action, over::incrementAndGet, SIZE);
    }

    private WriteQueue.Write write() {
        return write(written::incrementAndGet);
    }

    private static Runnable throwing(Error error) {
        return () -> {
            throw error;
        };
    }

    private void runBackground() {
        List<Runnable> tasks = List.copyOf(background);
        background.clear();
        tasks.forEach(Runnable::run);
    }

    @Test
    void add_writeThrowsAnError_goesOnWithTheNextOne() {
        WriteQueue queue = new WriteQueue(background::add, 10 * ROOM);
        queue.add(write(throwing(new NoClassDefFoundError("lacking"))), TierWaitBudget.none());
        queue.add(write(), TierWaitBudget.none());
        runBackground();
        assertThat(written).hasValue(1);

        queue.add(write(), TierWaitBudget.none());
        runBackground();

        assertThat(written).hasValue(2);
        assertThat(over).hasValue(3);
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void add_whatIsDoneAfterwardsThrowsAnError_goesOn() {
        WriteQueue queue = new WriteQueue(background::add, ROOM);
        queue.add(
                new WriteQueue.Write(written::incrementAndGet, throwing(new InternalError("a page is gone")), SIZE),
                TierWaitBudget.none());
        runBackground();

        assertThat(queue.bytes()).isZero();
        assertThat(queue.add(write(), TierWaitBudget.none())).isTrue();
        runBackground();
        assertThat(written).hasValue(2);
    }

    @Test
    void add_noThreadToWriteOn_isDroppedAndTheNextOneIsWritten() {
        AtomicInteger attempts = new AtomicInteger();
        WriteQueue queue = new WriteQueue(
                task -> {
                    if (attempts.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    task.run();
                },
                ROOM);
        queue.add(write(), TierWaitBudget.none());
        assertThat(queue.dropped()).isEqualTo(1);
        assertThat(queue.bytes()).isZero();

        queue.add(write(), TierWaitBudget.none());

        assertThat(written).hasValue(1);
        assertThat(over).hasValue(2);
    }

    @Test
    void add_afterSomebodysPatienceRanOutAndAWriteWasDone_hasPatienceAgain() {
        WriteQueue queue = new WriteQueue(background::add, ROOM);
        queue.add(write(), TierWaitBudget.none());
        assertThat(hasWaited(queue)).as("the first one").isTrue();
        assertThat(hasWaited(queue)).as("behind one whose patience ran out").isFalse();

        runBackground();
        queue.add(write(), TierWaitBudget.none());

        assertThat(hasWaited(queue)).as("once something was written").isTrue();
    }

    /** Whether somebody who has next to no patience left spends it before a full queue. */
    private boolean hasWaited(WriteQueue queue) {
        TierWaitBudget wait = TierWaitBudget.fresh();
        wait.spend(TimeUnit.SECONDS.toNanos(10) - 1);
        assertThat(wait.nanos()).isEqualTo(1);
        assertThat(queue.add(write(), wait)).isFalse();
        return wait.nanos() < 1;
    }
}
