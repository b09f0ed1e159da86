package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.internal.identity.ClaimChecks.Validity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Identifies by signed tokens (RFC 7519, RFC 8725). A token is good if one of the configured keys has signed it with one of
 * the algorithms configured for that key, if it is so now, for here and from there, and says who it is about. Good ones are
 * remembered; others never are. Safe from any thread.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final Optional<Authentication> ABSENT = Optional.of(new Authentication.Absent());

    private final TokenFinder finder;
    private final Set<JwtAlgorithm> algorithms;
    private final KeyProvider keys;
    private final ClaimChecks checks;
    private final Clock clock;
    private final RememberedTokens remembered;

    private JwtAuthenticator(JwtConfig config, KeyProvider keys, Clock clock, long tokenBytes) {
        this.finder = new TokenFinder(config.tokenSources());
        this.algorithms = Set.copyOf(config.acceptedAlgorithms());
        this.keys = keys;
        this.checks = new ClaimChecks(config);
        this.clock = clock;
        this.remembered = new RememberedTokens(tokenBytes, clock);
    }

    /**
     * One for a configuration. Fetches nothing yet: the first request with a token does.
     *
     * @param tokenBytes what good tokens may take of the heap while they are remembered
     */
    public static JwtAuthenticator of(JwtConfig config, KeySets keySets, Clock clock, long tokenBytes) {
        KeyProvider keys = config.jwks().isPresent()
                ? keySets.acquire(config.jwks().get())
                : new KeyProvider.Fixed(new KeyRing(config.keys().stream()
                        .map(key -> VerificationKey.of(key, config.algorithmsOf(key)))
                        .toList()));
        return new JwtAuthenticator(config, keys, clock, tokenBytes);
    }

    @Override
    public Optional<Authentication> recall(IdentityRequest request) {
        return switch (finder.find(request)) {
            case FoundToken.Token token ->
                keys.isReady() ? remembered.find(token.text(), clock.millis()) : Optional.empty();
            case FoundToken.None none -> ABSENT;
            case FoundToken.Unusable unusable -> Optional.of(new Authentication.Rejected(unusable.reason()));
        };
    }

    @Override
    public Authentication authenticate(IdentityRequest request) {
        return switch (finder.find(request)) {
            case FoundToken.Token token -> authenticate(token.text());
            case FoundToken.None none -> new Authentication.Absent();
            case FoundToken.Unusable unusable -> new Authentication.Rejected(unusable.reason());
        };
    }

    private Authentication authenticate(String token) {
        try {
            CompactToken parts = CompactToken.parse(token);
            if (!algorithms.contains(parts.algorithm())) {
                return new Authentication.Rejected("the token's alg is not one of those that are accepted here");
            }
            KeyRing ring = keys.ring();
            Optional<Authentication> known = remembered.find(token, clock.millis());
            return known.isPresent() ? known.get() : verify(token, parts, ring);
        } catch (RefusedTokenException e) {
            return new Authentication.Rejected(String.valueOf(e.getMessage()));
        }
    }

    private Authentication verify(String token, CompactToken parts, KeyRing ring) throws RefusedTokenException {
        VerificationKey key = signer(parts, ring);
        Map<String, Object> claims = parts.claims();
        Validity validity = checks.validity(claims, clock.millis());
        checks.checkOrigin(claims);
        Principal principal = new Principal(checks.subject(claims), claims);
        Authentication answer = checks.objection(claims)
                .<Authentication>map(objection -> new Authentication.Forbidden(principal, objection))
                .orElseGet(() -> new Authentication.Authenticated(principal, end(validity)));
        remembered.add(token, new RememberedTokens.Entry(answer, principal, validity, key));
        return answer;
    }

    private static Instant end(Validity validity) {
        return validity.until() == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(validity.until());
    }

    /** The key that has signed the token. */
    private VerificationKey signer(CompactToken token, KeyRing ring) throws RefusedTokenException {
        List<VerificationKey> candidates = ring.candidates(token.algorithm(), token.keyId());
        if (candidates.isEmpty()) {
            candidates = keys.ringForUnknownKey().candidates(token.algorithm(), token.keyId());
        }
        if (candidates.isEmpty()) {
            throw new RefusedTokenException("no key here is the one that the token names, or fits its alg");
        }
        byte[] signed = token.signed();
        byte[] signature = token.signature();
        for (VerificationKey key : candidates) {
            if (key.verifies(token.algorithm(), signed, signature)) {
                return key;
            }
        }
        throw new RefusedTokenException("the token's signature is wrong");
    }

    @Override
    public Optional<String> objection(Principal principal) {
        return checks.objection(principal.claims());
    }

    @Override
    public Optional<String> scheme() {
        return finder.scheme();
    }

    /** How many tokens are remembered. */
    public long rememberedTokens() {
        return remembered.size();
    }

    @Override
    public void close() {
        keys.close();
    }
}
