package dev.yatagarasu.core.warmup;

import java.time.Duration;

/** A warm-up at work, or one that has ended. Safe from any thread. */
public interface WarmUpJob {
    /** Names it among the warm-ups of its engine. */
    String id();

    /** What it was asked to do. */
    WarmUp warmUp();

    /** How far it is. */
    WarmUpProgress progress();

    /** Ends it: nothing more is begun, and objects being read are left after the block at hand. Does not wait. */
    void cancel();

    /** Waits until nothing of it is at work any more; false if that takes longer than {@code timeout}. */
    boolean await(Duration timeout) throws InterruptedException;
}
