package dev.yatagarasu.core;

import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.PolicyInputs;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A policy that writes down what it is asked, and decides as a test wants. */
final class AskedPolicy implements Authorizer {
    static final Decision ALLOW = new Decision.Allow();
    static final Decision DENY = new Decision.Deny("not among the friends of 10.1.2.3");

    final List<AccessRequest> asked = new CopyOnWriteArrayList<>();
    volatile Function<AccessRequest, Decision> rule = request -> ALLOW;
    volatile PolicyInputs inputs = PolicyInputs.none();
    volatile boolean closed;

    @Override
    public Decision authorize(AccessRequest request) {
        asked.add(request);
        return rule.apply(request);
    }

    @Override
    public PolicyInputs inputs() {
        return inputs;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A policy that always decides the same, and holds on to nothing that it is asked. */
    record Deaf(Decision decision) implements Authorizer {
        @Override
        public Decision authorize(AccessRequest request) {
            return decision;
        }

        @Override
        public void close() {}
    }
}
