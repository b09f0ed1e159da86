package dev.yatagarasu.core.warmup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a warm-up. The numbers are not read atomically while the job is running.
 *
 * @param state whether the job is running, or how it ended
 * @param reason why it was cancelled or failed; empty otherwise
 * @param found objects found so far
 * @param done objects that are in the cache now, loaded by this job or before
 * @param skipped objects that the cache does not keep: too large, marked as not to be stored, or with a key that no
 *     client can request
 * @param failed objects that could not be read
 * @param bytes bytes of bodies read from storage
 * @param failures the first objects that could not be read, and why; for operators
 * @param started when the job was started
 * @param ended when the job ended completely; empty while it is running
 */
public record WarmUpProgress(
        State state,
        Optional<String> reason,
        long found,
        long done,
        long skipped,
        long failed,
        long bytes,
        List<Failure> failures,
        Instant started,
        Optional<Instant> ended) {
    public WarmUpProgress {
        failures = List.copyOf(failures);
    }

    /** The state of a job. */
    public enum State {
        /** The job is running. */
        RUNNING,
        /** It went through all objects; some may have failed. */
        DONE,
        /** It was cancelled by a call, by a reload, or because the engine was closed. */
        CANCELLED,
        /** The objects could not be listed. */
        FAILED
    }

    /**
     * An object that could not be read.
     *
     * @param key its key
     * @param message why; may name hosts
     */
    public record Failure(String key, String message) {}
}
