package dev.yatagarasu.core.internal.storage;

import com.codahale.metrics.Counter;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.resilience.CircuitBreaker;
import dev.yatagarasu.core.internal.resilience.RetryBudget;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The storage of one bucket: its replicas, asked one after the other in their order until one gives an answer, and again after
 * a pause where that may help. Safe from any thread.
 */
public final class ReplicatedStorage implements StorageBackend {
    private final Setup setup;
    private final List<Member> members;
    private final RetryBudget budget;
    private final Counter[][] failovers;
    private final int groups;

    /**
     * A replica as one bucket has it.
     *
     * @param lease keeps it open
     * @param replica the replica
     * @param attempts how often it is asked for one request
     * @param group members of one group hold the same objects
     */
    record Member(StorageLease lease, Replica replica, int attempts, int group) {}

    ReplicatedStorage(Setup setup, List<Member> members) {
        this(setup, members, new RetryBudget(), failovers(members));
    }

    private ReplicatedStorage(Setup setup, List<Member> members, RetryBudget budget, Counter[][] failovers) {
        this.setup = setup;
        this.members = List.copyOf(members);
        this.budget = budget;
        this.groups = members.getLast().group() + 1;
        this.failovers = failovers;
    }

    private static Counter[][] failovers(List<Member> members) {
        Counter[][] failovers = new Counter[members.size()][members.size()];
        for (int from = 0; from < members.size(); from++) {
            for (int to = from + 1; to < members.size(); to++) {
                failovers[from][to] = members.get(from)
                        .replica()
                        .metrics()
                        .failovers(members.get(to).replica().name());
            }
        }
        return failovers;
    }

    /** Leases on the same replicas, for work that may outlive whoever holds this one. */
    public ReplicatedStorage another() {
        List<Member> held = new ArrayList<>();
        try {
            for (Member member : members) {
                held.add(new Member(member.lease.another(), member.replica, member.attempts, member.group));
            }
        } catch (RuntimeException | Error e) {
            held.forEach(member -> member.lease.close());
            throw e;
        }
        return new ReplicatedStorage(setup, held, budget, failovers);
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return ask(request, false);
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return ask(request, true);
    }

    private StorageResponse ask(StorageRequest request, boolean head) {
        ReplicatedCall call = new ReplicatedCall(this, request, head);
        budget.callBegins();
        try {
            return call.answer();
        } finally {
            call.end();
            budget.callEnds();
        }
    }

    Setup setup() {
        return setup;
    }

    RetryBudget budget() {
        return budget;
    }

    int size() {
        return members.size();
    }

    Member member(int place) {
        return members.get(place);
    }

    /** How many groups of replicas hold different objects. */
    int groups() {
        return groups;
    }

    private String name(int place) {
        return member(place).replica.name();
    }

    /** A request goes on. */
    void failedOver(int from, int to) {
        failovers[from][to].inc();
        setup.events().failedOver(setup.bucket(), name(from), name(to));
    }

    /** The state of each replica, in order. */
    public List<ReplicaStatus> replicas() {
        return members.stream().map(member -> member.replica.status()).toList();
    }

    /** Has a replica asked, or left alone; whether there is one of that name. */
    public boolean enable(String replica, boolean wanted) {
        Optional<Replica> found = members.stream()
                .map(Member::replica)
                .filter(one -> one.name().equals(replica))
                .findFirst();
        found.ifPresent(one -> one.enable(wanted));
        return found.isPresent();
    }

    @Override
    public boolean keepsVersions() {
        return members.stream().allMatch(member -> member.lease.keepsVersions());
    }

    /** The first replica that may be asked lists; only the first page can come from another one if it fails. */
    @Override
    public Optional<ListPage> list(ListRequest request) {
        List<Replica> usable = members.stream()
                .map(Member::replica)
                .filter(one -> one.isEnabled() && one.status().retryIn().isZero())
                .toList();
        List<Replica> asked = usable.isEmpty() ? List.of(members.getFirst().replica) : usable;
        int last = request.after().isPresent() ? 0 : asked.size() - 1;
        for (int i = 0; i < last; i++) {
            try {
                return asked.get(i).list(request);
            } catch (StorageException e) {
                if (FailureKind.of(e) == FailureKind.FINAL) {
                    throw e;
                }
            }
        }
        return asked.get(last).list(request);
    }

    /** Up if one of them is. All are asked. */
    @Override
    public StorageHealth probe() {
        List<String> down = new ArrayList<>();
        for (Member member : members) {
            if (member.replica.probe() instanceof StorageHealth.Down found) {
                down.add(members.size() == 1 ? found.detail() : member.replica.name() + ": " + found.detail());
            }
        }
        return down.size() < members.size() ? new StorageHealth.Up() : new StorageHealth.Down(String.join("; ", down));
    }

    /** Gives the replicas back. */
    @Override
    public void close() {
        members.forEach(member -> member.lease.close());
    }

    /** Whether a call got no permit. */
    static boolean isRefused(long permit) {
        return permit == CircuitBreaker.REFUSED;
    }
}
