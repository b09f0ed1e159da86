package dev.yatagarasu.core.warmup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a job is. The numbers are read one after the other while it goes on.
 *
 * @param state whether it goes on, and if not, how it ended
 * @param reason why it was cancelled or failed; empty otherwise
 * @param found objects that are known to be meant so far
 * @param done objects that are in the cache now, brought by this job or not
 * @param skipped objects that the cache does not keep: too large, marked as not to be kept, or nothing a client could ask for
 * @param failed objects that could not be read
 * @param bytes bytes of bodies read from storage
 * @param failures the first objects that could not be read, and why; for operators
 * @param started when it was started
 * @param ended when its last work ended; empty before
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

    /** Whether a job goes on. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** It went through all objects; some may have failed. */
        DONE,
        /** It was cancelled: by somebody, by a reload, or by the end of the engine. */
        CANCELLED,
        /** It could not find out which objects there are. */
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
