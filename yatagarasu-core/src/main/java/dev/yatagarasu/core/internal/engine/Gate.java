package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.core.http.Challenge;
import dev.yatagarasu.core.internal.policy.Policy;
import java.util.Optional;

/**
 * What stands before a bucket that is not public.
 *
 * @param authenticator finds out who asks; empty where only an embedding application can tell
 * @param policy decides whether a client may read; empty if every identified client may
 */
public record Gate(Optional<Authenticator> authenticator, Optional<Policy> policy) {
    public Gate {
        if (authenticator.isEmpty() && policy.isEmpty()) {
            throw new IllegalArgumentException("a gate that asks nothing is none");
        }
    }

    /** What a 401 of this gate asks for; whoever knows the path knows the realm, which is the prefix of the bucket's paths. */
    Challenge challenge(String pathPrefix) {
        return Challenge.of(authenticator.flatMap(Authenticator::scheme), pathPrefix);
    }

    void close() {
        policy.ifPresent(Policy::close);
        authenticator.ifPresent(Authenticator::close);
    }
}
