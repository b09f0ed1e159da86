package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tokens are good. Two are equal only when their keys are, not just the names of the files these came from. What makes
 * no sense is refused with a {@link ConfigurationException} that says all of it.
 *
 * @param algorithms exactly the algorithms that tokens may be signed with; may be left out where every key names its own
 * @param keys the keys that tokens are checked with; none where there is a key set
 * @param jwks the published key set that tokens are checked with
 * @param issuer what {@code iss} must be; empty for anything
 * @param audience of what {@code aud} must have one; none for anything
 * @param principalClaim the claim that says who a token is about; dots lead into objects, as in claim rules
 * @param clockSkew how far the clocks of issuer and server may be apart
 * @param requireExp whether tokens must have an end
 * @param tokenSources where in a request a token is looked for, in this order
 * @param claims what the claims of a good token must be for its bearer to be let in
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

    /** Every algorithm that a good token may be signed with. */
    public List<JwtAlgorithm> acceptedAlgorithms() {
        return jwks.isPresent()
                ? algorithms
                : keys.stream()
                        .flatMap(key -> algorithmsOf(key).stream())
                        .distinct()
                        .toList();
    }

    /** The algorithms that tokens checked with {@code key} may be signed with. */
    public List<JwtAlgorithm> algorithmsOf(JwtKey key) {
        return JwtKeyRules.accepted(algorithms, key);
    }

    /** Starts with all defaults: no key yet, a bearer token that must have an end. */
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

        /** One more key. */
        public Builder key(JwtKey key) {
            keys.add(key);
            return this;
        }

        /** The published key set. */
        public Builder jwks(JwksConfig jwks) {
            this.jwks = Optional.of(jwks);
            return this;
        }

        /** What {@code iss} must be. */
        public Builder issuer(String issuer) {
            this.issuer = Optional.of(issuer);
            return this;
        }

        /** Of what {@code aud} must have one. */
        public Builder audience(String... audience) {
            this.audience = List.of(audience);
            return this;
        }

        /**
         * The claim that says who a token is about: a text, without which the token is refused. Dots lead into objects, as in
         * claim rules; 1 to 256 characters, {@code sub} by default. Whoever makes the tokens must see to it that no two people
         * share one, and that none can choose another's.
         */
        public Builder principalClaim(String claim) {
            this.principalClaim = claim;
            return this;
        }

        /** How far clocks may be apart. */
        public Builder clockSkew(Duration clockSkew) {
            this.clockSkew = clockSkew;
            return this;
        }

        /** Whether tokens must have an end. */
        public Builder requireExp(boolean requireExp) {
            this.requireExp = requireExp;
            return this;
        }

        /** One more place to look for a token; the first one replaces the default. */
        public Builder tokenSource(TokenSource source) {
            tokenSources.add(source);
            return this;
        }

        /** One more thing that must be so. */
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
