package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tokens are valid. Two configurations are equal only if their keys are equal. Invalid settings are refused with
 * a {@link ConfigurationException} that lists all problems.
 *
 * @param algorithms the algorithms that tokens may be signed with; may be empty if every key names its own
 * @param keys the keys that tokens are verified with; none if there is a key set
 * @param jwks the published key set that tokens are verified with
 * @param issuer the required value of {@code iss}; empty accepts any
 * @param audience the values of which {@code aud} must contain one; none accepts any
 * @param principalClaim the claim that identifies the principal; dots lead into objects, as in claim rules
 * @param clockSkew how far the clocks of issuer and server may differ, 0 to 1 hour
 * @param requireExp whether tokens must have an expiry time ({@code exp})
 * @param tokenSources where in a request a token is looked for, in this order
 * @param claims the rules that the claims of a valid token must meet
 */
public record JwtConfig(
        List<JwtAlgorithm> algorithms,
        List<JwtKey> keys,
        Optional<JwksConfig> jwks,
        Optional<String> issuer,
        List<String> audience,
        String principalClaim,
        Duration clockSkew,
        boolean requireExp,
        List<TokenSource> tokenSources,
        List<ClaimRule> claims) {
    static final String DEFAULT_PRINCIPAL = "sub";
    static final Duration DEFAULT_SKEW = Duration.ofMinutes(1);

    public JwtConfig {
        keys = List.copyOf(keys);
        audience = List.copyOf(audience);
        tokenSources = List.copyOf(tokenSources);
        claims = List.copyOf(claims);
        algorithms = List.copyOf(algorithms);
        Problems problems = new Problems();
        JwtKeyRules.Report report = (index, setting, message) ->
                problems.add(index == JwtKeyRules.WHOLE ? setting : "keys[" + index + "]." + setting, 0, message);
        List<JwtKeyRules.Candidate> candidates =
                keys.stream().map(JwtKeyRules.Candidate::of).toList();
        JwtKeyRules.check(algorithms, candidates, jwks.isPresent(), report);
        JwtKeyRules.checkIds(candidates, report);
        issuer.flatMap(JwtRules::checkName).ifPresent(problem -> problems.add("issuer", 0, problem));
        audience.stream()
                .flatMap(name -> JwtRules.checkName(name).stream())
                .forEach(problem -> problems.add("audience", 0, problem));
        JwtRules.checkClaim(principalClaim).ifPresent(problem -> problems.add("principal_claim", 0, problem));
        JwtRules.checkSkew(clockSkew).ifPresent(problem -> problems.add("clock_skew", 0, problem));
        if (tokenSources.isEmpty()) {
            problems.add("token_sources", 0, "names no source: say where tokens are");
        }
        problems.throwIfAny();
    }

    /** Every algorithm that a valid token may be signed with. */
    public List<JwtAlgorithm> acceptedAlgorithms() {
        return jwks.isPresent()
                ? algorithms
                : keys.stream()
                        .flatMap(key -> algorithmsOf(key).stream())
                        .distinct()
                        .toList();
    }

    /** The algorithms that {@code key} may verify. */
    public List<JwtAlgorithm> algorithmsOf(JwtKey key) {
        return JwtKeyRules.accepted(algorithms, key);
    }

    /** Starts with the defaults: no key yet, and a bearer token that must expire. */
    public static Builder builder(JwtAlgorithm... algorithms) {
        return new Builder(List.of(algorithms));
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private final List<JwtAlgorithm> algorithms;
        private final List<JwtKey> keys = new ArrayList<>();
        private final List<TokenSource> tokenSources = new ArrayList<>();
        private final List<ClaimRule> claims = new ArrayList<>();
        private Optional<JwksConfig> jwks = Optional.empty();
        private Optional<String> issuer = Optional.empty();
        private List<String> audience = List.of();
        private String principalClaim = DEFAULT_PRINCIPAL;
        private Duration clockSkew = DEFAULT_SKEW;
        private boolean requireExp = true;

        private Builder(List<JwtAlgorithm> algorithms) {
            this.algorithms = algorithms;
        }

        /** Adds a key that tokens are verified with. Either keys or a key set are required. */
        public Builder key(JwtKey key) {
            keys.add(key);
            return this;
        }

        /** Verifies tokens with a published key set instead of keys. */
        public Builder jwks(JwksConfig jwks) {
            this.jwks = Optional.of(jwks);
            return this;
        }

        /** The required value of {@code iss}; any by default. */
        public Builder issuer(String issuer) {
            this.issuer = Optional.of(issuer);
            return this;
        }

        /** The values of which {@code aud} must contain one; by default any audience is accepted. */
        public Builder audience(String... audience) {
            this.audience = List.of(audience);
            return this;
        }

        /**
         * The claim that identifies the principal, 1 to 256 characters; {@code sub} by default. Dots lead into objects,
         * as in claim rules. A token in which the claim is not a text is refused. The issuer must ensure that the
         * values are unique, and that no user can choose another user's value.
         */
        public Builder principalClaim(String claim) {
            this.principalClaim = claim;
            return this;
        }

        /** How far the clocks of issuer and server may differ, 0 to 1 hour; a minute by default. */
        public Builder clockSkew(Duration clockSkew) {
            this.clockSkew = clockSkew;
            return this;
        }

        /** Whether tokens must have an expiry time ({@code exp}); true by default. */
        public Builder requireExp(boolean requireExp) {
            this.requireExp = requireExp;
            return this;
        }

        /** Adds a place where tokens are looked for; the first one replaces the default, {@link TokenSource.Bearer}. */
        public Builder tokenSource(TokenSource source) {
            tokenSources.add(source);
            return this;
        }

        /** Adds a rule that the claims of a valid token must meet; none by default. */
        public Builder claim(ClaimRule rule) {
            claims.add(rule);
            return this;
        }

        /** The settings. */
        public JwtConfig build() {
            List<TokenSource> sources = tokenSources.isEmpty() ? List.of(new TokenSource.Bearer()) : tokenSources;
            return new JwtConfig(
                    algorithms, keys, jwks, issuer, audience, principalClaim, clockSkew, requireExp, sources, claims);
        }
    }
}
