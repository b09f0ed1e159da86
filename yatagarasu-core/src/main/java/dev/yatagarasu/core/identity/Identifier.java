package dev.yatagarasu.core.identity;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.util.Optional;

/** Finds out whose a request is, in both lanes. Safe from any thread. */
public interface Identifier extends AutoCloseable {

    /** What is known at once; empty if somebody has to look at the credentials. Never blocks. */
    Optional<Identification> recall(IdentityRequest request);

    /**
     * Looks at the credentials. Blocks.
     *
     * @throws dev.yatagarasu.api.YatagarasuException if it cannot be found out
     */
    Identification identify(IdentityRequest request);

    /** Why somebody whom the application has identified may not read all the same; empty if nothing is against it. */
    Optional<String> objection(Principal principal);

    @Override
    void close();
}
