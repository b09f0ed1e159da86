package dev.yatagarasu.core.warmup;

import java.time.Duration;

/** A warm-up that is running or has ended. Safe from any thread. */
public interface WarmUpJob {
    /** The job's id, unique in its engine. */
    String id();

    /** The warm-up as it was requested. */
    WarmUp warmUp();

    /** The job's progress. */
    WarmUpProgress progress();

    /**
     * Cancels the job: no further object is started, and objects being read are abandoned after the current block. Does
     * not wait.
     */
    void cancel();

    /** Waits until the job has ended completely; false if that takes longer than {@code timeout}. */
    boolean await(Duration timeout) throws InterruptedException;
}
