package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All transfers from storage under way, so that readers who want the same blocks share one (single flight). Their number is
 * bounded, since each holds blocks in memory for as long as its slowest reader takes. Never blocks; safe from any thread.
 */
final class Transfers implements Transfer.Register {
    private final ConcurrentMap<Version, List<Transfer>> underWay = new ConcurrentHashMap<>();
    private final ConcurrentMap<Version, Integer> readers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int most;

    private record Version(ObjectKey object, String version) {
        static Version of(CachedObject object) {
            return new Version(object.key(), object.head().version());
        }
    }

    /** At most {@code most} transfers at once. */
    Transfers(int most) {
        this.most = most;
    }

    /** Whether there is room for one more; without, objects pass by the cache. */
    boolean hasRoom() {
        return count.get() < most;
    }

    /** How many there may be at once. */
    int most() {
        return most;
    }

    @Override
    public void begin() {
        count.incrementAndGet();
    }

    /** Lets others join. */
    void share(Transfer transfer) {
        underWay.compute(Version.of(transfer.object()), (version, transfers) -> with(transfers, transfer));
    }

    /** A transfer that brings block {@code number} soon, joined; detach from it. */
    Optional<Transfer> join(CachedObject object, int number) {
        List<Transfer> transfers = underWay.getOrDefault(Version.of(object), List.of());
        return transfers.stream()
                .filter(transfer -> transfer.suits(number) && transfer.attach())
                .findFirst();
    }

    /**
     * Joins a transfer that brings block {@code number} soon, or shares what {@code mine} makes if there still is none; only
     * then it is made, so that a crowd takes no more room than one. Empty if {@code mine} finds that there is no need.
     */
    Optional<Transfer> joinOrShare(CachedObject object, int number, Supplier<Optional<Transfer>> mine) {
        List<Transfer> chosen = new ArrayList<>(1);
        underWay.compute(Version.of(object), (version, transfers) -> {
            if (transfers != null) {
                for (Transfer transfer : transfers) {
                    if (transfer.suits(number) && transfer.attach()) {
                        chosen.add(transfer);
                        return transfers;
                    }
                }
            }
            mine.get().ifPresent(chosen::add);
            return chosen.isEmpty() ? transfers : with(transfers, chosen.getFirst());
        });
        return chosen.stream().findFirst();
    }

    private static List<Transfer> with(@Nullable List<Transfer> transfers, Transfer added) {
        List<Transfer> all = new ArrayList<>(transfers == null ? List.of() : transfers);
        all.add(added);
        return List.copyOf(all);
    }

    @Override
    public void end(Transfer transfer) {
        count.decrementAndGet();
        underWay.computeIfPresent(Version.of(transfer.object()), (version, transfers) -> {
            List<Transfer> left =
                    transfers.stream().filter(other -> !other.equals(transfer)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** A reader starts to read an object that has blocks, from any source. */
    void enter(CachedObject object) {
        readers.merge(Version.of(object), 1, Integer::sum);
    }

    /** A reader that has entered has finished. */
    void leave(CachedObject object) {
        readers.computeIfPresent(Version.of(object), (version, reading) -> reading == 1 ? null : reading - 1);
    }

    @Override
    public boolean hasSeveralReaders(CachedObject object) {
        return readers.getOrDefault(Version.of(object), 0) > 1;
    }

    /** Lets nobody join any more what a purge may mean; those who read already go on. */
    void forget(Purge purge) {
        underWay.keySet().removeIf(version -> purge.mayMatch(version.object()));
    }

    /** Lets nobody join any more what was begun before now. */
    void forgetAll() {
        underWay.clear();
    }

    /** Transfers under way. */
    int count() {
        return count.get();
    }
}
