package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.internal.policy.Policy;
import dev.yatagarasu.core.internal.policy.PolicyQuestion;
import dev.yatagarasu.core.internal.policy.PolicyUnavailableException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one request into a bucket that is not public, or refuses it: first who, then whether they may. What the fast lane
 * has found out, the slow lane goes on with. For one thread at a time.
 */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final AdmissionResult OPEN = new AdmissionResult.Admitted();

    private final Responder responder;
    private final Exchange exchange;
    private final Bucket bucket;
    private final String key;
    private final Gate gate;

    private @Nullable Asker asker;

    /** Who asks, as far as anybody can tell, and until when that holds. */
    private record Asker(Optional<Principal> principal, Instant validUntil) {}

    Admission(Responder responder, Bucket bucket, String key, Gate gate) {
        this.responder = responder;
        this.exchange = responder.exchange();
        this.bucket = bucket;
        this.key = key;
        this.gate = gate;
    }

    /** The result, if it is known without asking an authenticator or a policy; else empty. Never blocks. */
    Optional<AdmissionResult> atOnce() {
        Optional<AdmissionResult> refused = knownAtOnce();
        return asker == null || refused.isPresent() ? refused : decidedAtOnce(asker);
    }

    private Optional<AdmissionResult> knownAtOnce() {
        Optional<Principal> handedIn = exchange.principal();
        if (handedIn.isPresent()) {
            return handedIn(handedIn.get());
        }
        if (gate.authenticator().isEmpty()) {
            asker = new Asker(Optional.empty(), Instant.MAX);
            return Optional.empty();
        }
        return gate.authenticator().get().recall(identityRequest()).flatMap(this::authenticated);
    }

    /** Somebody whom the application has identified. */
    private Optional<AdmissionResult> handedIn(Principal principal) {
        Optional<String> objection = gate.authenticator().flatMap(authenticator -> authenticator.objection(principal));
        return authenticated(objection
                .<Authentication>map(reason -> new Authentication.Forbidden(principal, reason))
                .orElseGet(() -> new Authentication.Authenticated(principal)));
    }

    /** Notes who asks; or the refusal, if nobody does or they may not in any case. */
    private Optional<AdmissionResult> authenticated(Authentication authentication) {
        return switch (authentication) {
            case Authentication.Absent absent -> Optional.of(refused(ErrorCode.UNAUTHORIZED));
            case Authentication.Rejected rejected -> {
                log.debug("request {}: bucket {}: {}", exchange.id(), bucket.name(), rejected.reason());
                yield Optional.of(refused(ErrorCode.INVALID_TOKEN));
            }
            case Authentication.Forbidden somebody ->
                known(somebody.principal(), Instant.MAX)
                        .or(() -> Optional.of(denied(somebody.principal(), somebody.reason())));
            case Authentication.Authenticated somebody -> known(somebody.principal(), somebody.validUntil());
        };
    }

    /** Notes who asks; or the refusal, if they have asked too often. */
    private Optional<AdmissionResult> known(Principal principal, Instant validUntil) {
        exchange.identified(principal);
        asker = new Asker(Optional.of(principal), validUntil);
        return overLimit(principal);
    }

    private Optional<AdmissionResult> overLimit(Principal principal) {
        return responder
                .refusalBy(bucket.guard().countUser(principal.id(), exchange.startNanos()))
                .map(AdmissionResult.Refused::new);
    }

    private Optional<AdmissionResult> decidedAtOnce(Asker known) {
        if (gate.policy().isEmpty()) {
            return Optional.of(OPEN);
        }
        Policy policy = gate.policy().get();
        return policy.recall(question(policy, known)).map(decision -> result(known, decision));
    }

    /** Asks whoever has to be asked. Blocks. */
    AdmissionResult finish() {
        try {
            return asker == null ? authenticate() : decide(asker);
        } catch (PolicyUnavailableException e) {
            log.debug("request {}", exchange.id(), e);
            return new AdmissionResult.Refused(responder.failed(ErrorCode.POLICY_UNAVAILABLE, e));
        }
    }

    private AdmissionResult authenticate() {
        Authentication found;
        try {
            found = gate.authenticator().orElseThrow().authenticate(identityRequest());
        } catch (YatagarasuException e) {
            bucket.bucketLog().unidentified(exchange.id(), e);
            return new AdmissionResult.Refused(responder.failed(ErrorCode.IDENTITY_UNAVAILABLE, e));
        }
        bucket.bucketLog().identified();
        Optional<AdmissionResult> refused = authenticated(found);
        return refused.isPresent() || asker == null ? refused.orElseThrow() : decide(asker);
    }

    private AdmissionResult decide(Asker known) {
        if (gate.policy().isEmpty()) {
            return OPEN;
        }
        Policy policy = gate.policy().get();
        return result(known, policy.decide(question(policy, known), bucket.pathOf(key), known.validUntil()));
    }

    private AdmissionResult result(Asker known, Decision decision) {
        return switch (decision) {
            case Decision.Allow allow -> OPEN;
            case Decision.Deny deny ->
                known.principal()
                        .map(somebody -> denied(somebody, deny.reason()))
                        .orElseGet(() -> refused(ErrorCode.UNAUTHORIZED));
        };
    }

    private AdmissionResult denied(Principal principal, String reason) {
        log.debug("request {}: bucket {}: {} may not read: {}", exchange.id(), bucket.name(), principal, reason);
        return refused(ErrorCode.FORBIDDEN);
    }

    private AdmissionResult refused(ErrorCode error) {
        return new AdmissionResult.Refused(responder.error(error));
    }

    private IdentityRequest identityRequest() {
        return new IdentityRequest(
                bucket.name(), exchange.request().headers(), exchange.request().query(), exchange.clientAddress());
    }

    private PolicyQuestion question(Policy policy, Asker known) {
        return new PolicyQuestion(
                known.principal(),
                exchange.request().method(),
                key,
                exchange.version(),
                PolicyRequestDetails.details(exchange, policy.inputs()));
    }
}
