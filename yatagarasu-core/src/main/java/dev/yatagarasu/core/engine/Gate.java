package dev.yatagarasu.core.engine;

import dev.yatagarasu.core.identity.Identifier;
import dev.yatagarasu.core.policy.Policy;
import java.util.Optional;

/**
 * What stands before a bucket that is not public.
 *
 * @param identifier finds out who asks; empty where only an embedding application can tell
 * @param policy decides whether they may; empty where it is enough to be somebody
 */
public record Gate(Optional<Identifier> identifier, Optional<Policy> policy) {
    public Gate {
        if (identifier.isEmpty() && policy.isEmpty()) {
            throw new IllegalArgumentException("a gate that asks nothing is none");
        }
    }

    void close() {
        policy.ifPresent(Policy::close);
        identifier.ifPresent(Identifier::close);
    }
}
