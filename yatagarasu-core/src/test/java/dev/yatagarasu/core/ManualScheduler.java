package dev.yatagarasu.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler whose tasks run when the test says so, on the test's thread. */
final class ManualScheduler extends ScheduledThreadPoolExecutor {
    private final List<Task> tasks = new ArrayList<>();
    volatile boolean rejects;

    ManualScheduler() {
        super(0);
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (rejects) {
            throw new RejectedExecutionException("shut down");
        }
        Task task = new Task(command, unit.toMillis(delay));
        tasks.add(task);
        return task;
    }

    /** Runs all that is waiting now, whenever it is due; what these schedule waits for the next call. */
    void runAll() {
        List<Task> due;
        synchronized (this) {
            due = List.copyOf(tasks);
            tasks.clear();
        }
        due.forEach(Task::run);
    }

    /** Tasks that wait and are not cancelled. */
    synchronized List<Long> waitingMillis() {
        return tasks.stream()
                .filter(task -> !task.isCancelled())
                .map(task -> task.delayMillis)
                .toList();
    }

    private static final class Task extends FutureTask<Object> implements RunnableScheduledFuture<Object> {
        private final long delayMillis;

        Task(Runnable command, long delayMillis) {
            super(toCallable(command));
            this.delayMillis = delayMillis;
        }

        private static Callable<Object> toCallable(Runnable command) {
            return () -> {
                command.run();
                return "done";
            };
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delayMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(delayMillis, other.getDelay(TimeUnit.MILLISECONDS));
        }
    }
}
