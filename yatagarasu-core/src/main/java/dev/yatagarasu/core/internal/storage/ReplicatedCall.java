package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.storage.ReplicatedStorage.Member;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to the storage of a bucket, up to the first byte of its answer. Goes through the replicas in rounds: in the first
 * one each is asked that may be, in the others those that may have recovered. For one thread.
 */
final class ReplicatedCall {
    /*
     * - A replica is asked at most once in a round, and at most as often as its attempts say.
     * - A member of a group that has been told that the object is missing is not asked any more.
     * - Without an answer, the object is missing only if each group says so; else the first failure is thrown.
     * - Whoever has not been asked at all is asked without regard to the deadline; it bounds the rounds after the first.
     */

    /** No round begins later. */
    private static final long DEADLINE_MILLIS = 10_000;

    private final ReplicatedStorage storage;
    private final StorageRequest request;
    private final boolean head;
    private final long began;
    private @Nullable StorageException failure;
    /** Bits of groups that lack the object. */
    private int missing;
    /** Bits of replicas that may be asked once more. */
    private int recovering;

    private Duration spare = Duration.ZERO;
    private boolean sparing;
    private boolean retrying;

    ReplicatedCall(ReplicatedStorage storage, StorageRequest request, boolean head) {
        this.storage = storage;
        this.request = request;
        this.head = head;
        this.began = storage.setup().clock().millis();
    }

    /** The answer; throws {@link StorageException} if none can be had. */
    StorageResponse answer() {
        for (int round = 0; ; round++) {
            StorageResponse response = round(round);
            if (response != null) {
                return response;
            }
            if (missing == (1 << storage.groups()) - 1) {
                return new StorageResponse.NotFound();
            }
            StorageException failed = failure == null ? leftAlone() : failure;
            if (!pauses(round)) {
                throw failed;
            }
        }
    }

    private @Nullable StorageResponse round(int round) {
        int from = -1;
        for (int place = 0; place < storage.size(); place++) {
            if (isDue(place, round)) {
                long permit = storage.member(place).replica().enter();
                if (!ReplicatedStorage.isRefused(permit)) {
                    goesOn(from, place, round);
                    StorageResponse response = ask(place, permit);
                    if (response != null) {
                        return response;
                    }
                }
                from = isMissing(place) ? from : place;
            }
        }
        return null;
    }

    private boolean isDue(int place, int round) {
        return !isMissing(place)
                && (round == 0
                        || ((recovering & 1 << place) != 0
                                && round < storage.member(place).attempts()));
    }

    private boolean isMissing(int place) {
        return (missing & 1 << storage.member(place).group()) != 0;
    }

    private void goesOn(int from, int to, int round) {
        if (from >= 0) {
            storage.failedOver(from, to);
        }
        if (round > 0) {
            storage.member(to).replica().metrics().retried();
        }
    }

    private @Nullable StorageResponse ask(int place, long permit) {
        Member member = storage.member(place);
        try {
            StorageResponse response = member.replica().ask(request, head, permit);
            if (!(response instanceof StorageResponse.NotFound) || storage.groups() == 1) {
                return response;
            }
            missing |= 1 << member.group();
        } catch (StorageException e) {
            note(place, e, member.replica().failed(permit, e));
        }
        return null;
    }

    private void note(int place, StorageException failed, FailureKind kind) {
        if (kind == FailureKind.FINAL) {
            throw failed;
        }
        if (failure == null) {
            failure = failed;
        } else if (!failure.equals(failed)) {
            failure.addSuppressed(failed);
        }
        recovering = kind.mayPass() ? recovering | 1 << place : recovering & ~(1 << place);
        if (kind == FailureKind.SLOW_DOWN) {
            sparing = true;
            spare = failed.retryAfter()
                    .filter(asked -> asked.compareTo(spare) > 0)
                    .orElse(spare);
        }
    }

    /** Whether there is another round; returns when it may begin. */
    private boolean pauses(int round) {
        if (!mayRecover(round + 1)) {
            return false;
        }
        Setup setup = storage.setup();
        Duration pause = sparing
                ? setup.backoff().sparingPause(round, spare)
                : setup.backoff().pause(round);
        if (setup.clock().millis() - began + pause.toMillis() > DEADLINE_MILLIS) {
            return false;
        }
        retrying = retrying || storage.budget().retryBegins();
        return retrying && waits(pause);
    }

    private boolean mayRecover(int round) {
        for (int place = 0; place < storage.size(); place++) {
            if (isDue(place, round)) {
                return true;
            }
        }
        return false;
    }

    private boolean waits(Duration pause) {
        try {
            storage.setup().pause().of(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives back what the call has taken. */
    void end() {
        if (retrying) {
            storage.budget().retryEnds();
        }
    }

    private StorageException leftAlone() {
        List<ReplicaStatus> replicas = storage.replicas();
        String why = replicas.stream()
                .map(one -> one.replica() + (one.enabled() ? " has failed too often" : " is disabled"))
                .collect(Collectors.joining(", "));
        String message = "storage is left alone for a while: " + why;
        return replicas.stream()
                .filter(ReplicaStatus::enabled)
                .map(ReplicaStatus::retryIn)
                .min(Duration::compareTo)
                .map(soonest -> new StorageException(StorageException.Kind.UNAVAILABLE, message, inSeconds(soonest)))
                .orElseGet(() -> new StorageException(StorageException.Kind.UNAVAILABLE, message));
    }

    /** Clients are told whole seconds: none of them comes back too early. */
    private static Duration inSeconds(Duration time) {
        return Duration.ofSeconds(Math.max(1, time.plusMillis(999).toSeconds()));
    }
}
