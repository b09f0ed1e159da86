package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwtConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a configuration wants of a token's claims: those that make it good, and those that let its bearer in. */
final class ClaimChecks {
    /** Later times are no seconds, but probably milliseconds: the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private final Optional<String> issuer;
    private final List<String> audience;
    private final String principalClaim;
    private final Duration skew;
    private final boolean requireExp;
    private final List<ClaimCheck> rules;

    /**
     * When a token is good, in milliseconds since 1970, the skew of clocks taken into account.
     *
     * @param from from when on
     * @param until before when; {@link Long#MAX_VALUE} where it has no end
     */
    record Validity(long from, long until) {
        boolean includes(long now) {
            return now >= from && now < until;
        }
    }

    ClaimChecks(JwtConfig config) {
        this.issuer = config.issuer();
        this.audience = config.audience();
        this.principalClaim = config.principalClaim();
        this.skew = config.clockSkew();
        this.requireExp = config.requireExp();
        this.rules = config.claims().stream().map(ClaimCheck::new).toList();
    }

    /** Who the token is about. */
    String subject(Map<String, Object> claims) throws RefusedTokenException {
        if (Claims.find(claims, principalClaim) instanceof String subject && !subject.isBlank()) {
            return subject;
        }
        throw new RefusedTokenException(
                "the token does not say who it is about: its " + principalClaim + " is no text, or empty");
    }

    /** Refuses a token of another issuer or for another audience. */
    void checkOrigin(Map<String, Object> claims) throws RefusedTokenException {
        if (issuer.isPresent() && !issuer.get().equals(claims.get("iss"))) {
            throw new RefusedTokenException("the token is not from the issuer " + issuer.get());
        }
        Object meant = claims.get("aud");
        boolean forUs = meant instanceof List<?> list
                ? list.stream().anyMatch(audience::contains)
                : meant instanceof String && audience.contains(meant);
        if (!audience.isEmpty() && !forUs) {
            throw new RefusedTokenException("the token is not for the audience " + String.join(", ", audience));
        }
    }

    /** When the token is good; refuses one that is not good at {@code now}. */
    Validity validity(Map<String, Object> claims, long now) throws RefusedTokenException {
        Optional<Long> end = time(claims, "exp");
        if (end.isEmpty() && requireExp) {
            throw new RefusedTokenException("the token has no end (exp)");
        }
        long until = end.map(time -> time + skew.toMillis()).orElse(Long.MAX_VALUE);
        long from = Math.max(start(claims, "nbf"), start(claims, "iat"));
        Validity validity = new Validity(from, until);
        if (!validity.includes(now)) {
            throw new RefusedTokenException(now < from ? "the token is not good yet" : "the token has expired");
        }
        return validity;
    }

    private long start(Map<String, Object> claims, String name) throws RefusedTokenException {
        return time(claims, name).map(time -> time - skew.toMillis()).orElse(Long.MIN_VALUE);
    }

    /** A NumericDate (RFC 7519 section 2), in milliseconds. */
    private static Optional<Long> time(Map<String, Object> claims, String name) throws RefusedTokenException {
        Object claim = claims.get(name);
        if (claim == null) {
            return Optional.empty();
        }
        if (!(claim instanceof Number number) || Math.abs(number.doubleValue()) > LATEST) {
            throw new RefusedTokenException("the token's " + name + " is no number of seconds since 1970");
        }
        return Optional.of(number instanceof Long seconds ? seconds * 1000 : (long) (number.doubleValue() * 1000));
    }

    /** Why these claims do not meet the rules; empty if they do. */
    Optional<String> objection(Map<String, Object> claims) {
        for (ClaimCheck rule : rules) {
            Optional<String> objection = rule.objection(claims);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }
}
