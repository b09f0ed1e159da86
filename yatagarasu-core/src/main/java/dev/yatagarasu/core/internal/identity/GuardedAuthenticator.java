package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.internal.resilience.Outage;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authenticator of others, whose mistakes let nobody in: what it throws and the nulls that it returns are no answer, and
 * credentials that have ended are not good. Safe from any thread.
 */
final class GuardedAuthenticator implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(GuardedAuthenticator.class);

    private final Authenticator authenticator;
    private final String name;
    private final Clock clock;
    private final Outage recalls;
    private final Outage objections;

    /** Guards {@code authenticator}, and closes it; logs call it the one of {@code name}. */
    GuardedAuthenticator(Authenticator authenticator, String name, Clock clock) {
        this.authenticator = authenticator;
        this.name = name;
        this.clock = clock;
        this.recalls = new Outage(clock, log::warn);
        this.objections = new Outage(clock, log::warn);
    }

    @Override
    public Optional<Authentication> recall(IdentityRequest request) {
        try {
            return Objects.requireNonNull(authenticator.recall(request), "recall returned null")
                    .filter(this::isNow);
        } catch (RuntimeException e) {
            recalls.fails("the authenticator of " + name + " fails to recall, and is asked to authenticate: " + e);
            log.debug("the authenticator of {}", name, e);
            return Optional.empty();
        }
    }

    private boolean isNow(Authentication found) {
        return !(found instanceof Authentication.Authenticated somebody)
                || clock.instant().isBefore(somebody.validUntil());
    }

    @Override
    public Authentication authenticate(IdentityRequest request) {
        try {
            Authentication found =
                    Objects.requireNonNull(authenticator.authenticate(request), "authenticate returned null");
            return isNow(found) ? found : new Authentication.Rejected("the credentials have ended");
        } catch (YatagarasuException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new YatagarasuException("the authenticator failed: " + e, e);
        }
    }

    @Override
    public Optional<String> objection(Principal principal) {
        try {
            return Objects.requireNonNull(authenticator.objection(principal), "objection returned null");
        } catch (RuntimeException e) {
            objections.fails("the authenticator of " + name + " fails to say whether it objects to somebody, who is"
                    + " refused: " + e);
            log.debug("the authenticator of {}", name, e);
            return Optional.of("the authenticator failed");
        }
    }

    @Override
    public Optional<String> scheme() {
        return authenticator.scheme();
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
