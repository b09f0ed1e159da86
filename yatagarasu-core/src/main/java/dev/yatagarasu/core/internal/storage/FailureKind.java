package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.storage.StorageException;
import java.time.Duration;

/** What a failure of storage says about it, and so what is done. */
enum FailureKind {
    /** It does not work: the next replica is asked, and it again after a pause. Its breaker counts it. */
    DOWN("failed"),
    /** It asks to be spared: the next replica is asked, and it again after a longer pause. */
    SLOW_DOWN("slow_down"),
    /** It refuses us: the next replica is asked, and it never again for this request. */
    DENIED("denied"),
    /** It answers what cannot be used: the next replica is asked, and it never again for this request. */
    NONSENSE("broken"),
    /** Nobody else could do better, or the failure is not the storage's. */
    FINAL("final");

    private final String outcome;

    FailureKind(String outcome) {
        this.outcome = outcome;
    }

    /** The value of a label in metrics. */
    String outcome() {
        return outcome;
    }

    /** Whether the same replica may be asked once more. */
    boolean mayPass() {
        return this == DOWN || this == SLOW_DOWN;
    }

    static FailureKind of(StorageException failure) {
        if (failure instanceof ConnectionsInUseException
                || Thread.currentThread().isInterrupted()) {
            return FINAL;
        }
        if (failure instanceof StatusException answer) {
            return ofStatus(answer);
        }
        return switch (failure.kind()) {
            case UNAVAILABLE ->
                failure.retryAfter().filter(Duration::isPositive).isPresent() ? SLOW_DOWN : DOWN;
            case TIMEOUT, BROKEN -> DOWN;
            case REFUSED -> DENIED;
        };
    }

    private static FailureKind ofStatus(StatusException answer) {
        return switch (answer.status()) {
            case 429 -> SLOW_DOWN;
            case 503 -> answer.asksToBeSpared() ? SLOW_DOWN : DOWN;
            case 408, 500, 502, 504 -> DOWN;
            case 401, 403 -> DENIED;
            case StatusException.NOT_HTTP -> NONSENSE;
            default -> FINAL;
        };
    }
}
