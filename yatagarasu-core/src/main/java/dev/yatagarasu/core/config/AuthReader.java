package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads who may read a bucket: its section {@code auth}. Whatever is not understood stops the start. */
final class AuthReader {
    private static final String JWT = "jwt";

    /** The older name of {@code decision_cache.ttl}, inside a provider's node. */
    private static final String OLDER_TTL = "decision_cache_ttl_seconds";

    private static final List<String> OTHER_KEYS =
            List.of(JWT, "provider", "authenticator", "fail_mode", "decision_cache", "cache_control");

    private final ConfigNode auth;
    private final RootJwt rootJwt;

    /**
     * The {@code jwt} section of the whole configuration, for buckets without one of their own.
     *
     * @param isThere whether there is one
     * @param jwt what it says, if nothing is wrong with it
     */
    record RootJwt(boolean isThere, Optional<JwtConfig> jwt) {
        static RootJwt read(ConfigNode root) {
            return new RootJwt(root.has(JWT), root.child(JWT).flatMap(JwtReader::read));
        }
    }

    /** Who may read a bucket, as far as that could be read. What is unknown is never taken for public. */
    sealed interface Access {
        record Public() implements Access {}

        record Restricted(AuthConfig auth) implements Access {}

        /** Something is wrong, here or in the tokens for all buckets, and has been noted. */
        record Unknown() implements Access {}

        /** What the bucket's configuration says of it. */
        default Optional<AuthConfig> config() {
            return this instanceof Restricted restricted ? Optional.of(restricted.auth()) : Optional.empty();
        }
    }

    /**
     * What was read of a bucket's section.
     *
     * @param access who may read it
     * @param identity how it is found out who asks, as far as that could be read
     * @param policy how it is found out whether they may, as far as that could be read
     */
    record Reading(
            Access access, Optional<DraftPart<IdentityConfig>> identity, Optional<DraftPart<PolicyConfig>> policy) {
        Reading(Access access) {
            this(access, Optional.empty(), Optional.empty());
        }
    }

    private AuthReader(ConfigNode auth, RootJwt rootJwt) {
        this.auth = auth;
        this.rootJwt = rootJwt;
    }

    /** Reads the section of one bucket. */
    static Reading read(ConfigNode bucket, RootJwt rootJwt) {
        if (!bucket.has("auth")) {
            bucket.problem(
                    "auth",
                    "is missing: every bucket must say whether its readers need an identity; write auth:"
                            + " { enabled: false } for a public one");
        }
        return bucket.child("auth")
                .map(auth -> new AuthReader(auth, rootJwt).read())
                .orElseGet(() -> new Reading(new Access.Unknown()));
    }

    private Reading read() {
        if (!auth.has("enabled")) {
            auth.problem("enabled", "is missing: write true, or false for a public bucket");
        }
        Optional<Boolean> enabled = auth.bool("enabled");
        if (enabled.orElseGet(() -> OTHER_KEYS.stream().anyMatch(auth::has))) {
            return enabled();
        }
        OTHER_KEYS.forEach(key -> leaveUnread(key, enabled.isPresent()));
        return new Reading(auth.isSound() ? new Access.Public() : new Access.Unknown());
    }

    /** Settings that do nothing would promise what does not happen. */
    private void leaveUnread(String key, boolean disabled) {
        auth.leaveTo(key);
        if (disabled && auth.has(key)) {
            auth.problem(key, "stands beside enabled: false, so it would do nothing: remove it, or write true");
        }
    }

    private Reading enabled() {
        Optional<DraftPart<PolicyConfig>> policyPart = policy();
        Optional<DraftPart<IdentityConfig>> identityPart = identity();
        Optional<PolicyConfig> policy = policyPart.map(DraftPart::config);
        Optional<IdentityConfig> identity = identityPart.map(DraftPart::config);
        boolean byApplication =
                identity.filter(IdentityConfig.ByApplication.class::isInstance).isPresent();
        if (policy.filter(PolicyConfig.Identified.class::isInstance).isPresent()
                && byApplication
                && !auth.has(JWT)
                && !rootJwt.isThere) {
            auth.problem(
                    JWT,
                    "is missing: say here, or in a section jwt for all buckets, which tokens are good",
                    Set.of(JWT));
        }
        FailMode failMode = auth.oneOf("fail_mode", FailMode.class).orElse(FailMode.CLOSED);
        DecisionCacheConfig decisions = decisionCache(policy);
        AuthConfig.CacheControlMode cacheControl = auth.oneOf("cache_control", AuthConfig.CacheControlMode.class)
                .orElse(AuthConfig.CacheControlMode.PRIVATE);
        boolean usable = auth.isSound() && policy.isPresent() && identity.isPresent() && !(lacksJwt() && byApplication);
        Access access = usable
                ? new Access.Restricted(new AuthConfig(identity.get(), policy.get(), failMode, decisions, cacheControl))
                : new Access.Unknown();
        return new Reading(access, identityPart, policyPart);
    }

    /** Whether the tokens for all buckets, which this one takes, cannot be understood. */
    private boolean lacksJwt() {
        return !auth.has(JWT) && rootJwt.isThere && rootJwt.jwt.isEmpty();
    }

    private Optional<DraftPart<PolicyConfig>> policy() {
        String provider = type("provider");
        return provider.equals(JWT)
                ? Optional.of(new DraftPart<>(new PolicyConfig.Identified(), auth.path()))
                : pluginNode(provider)
                        .map(settings -> new DraftPart<>(
                                new PolicyConfig.Plugin(provider, settings), settings.path(), pathOf("provider")));
    }

    private String pathOf(String key) {
        return ConfigNode.join(auth.path(), key);
    }

    private Optional<DraftPart<IdentityConfig>> identity() {
        Optional<JwtConfig> own = auth.child(JWT).flatMap(JwtReader::read);
        Optional<JwtConfig> jwt = auth.has(JWT) ? own : rootJwt.jwt;
        String authenticator = type("authenticator");
        if (!authenticator.equals(JWT) && auth.has(JWT)) {
            auth.problem(JWT, "stands beside another authenticator, so it would do nothing: remove one of them");
        }
        IdentityConfig byTokens =
                jwt.<IdentityConfig>map(IdentityConfig.Jwt::new).orElseGet(IdentityConfig.ByApplication::new);
        return authenticator.equals(JWT)
                ? Optional.of(new DraftPart<>(byTokens, auth.has(JWT) ? pathOf(JWT) : JWT))
                : pluginNode(authenticator)
                        .map(settings -> new DraftPart<>(
                                new IdentityConfig.Plugin(authenticator, settings),
                                settings.path(),
                                pathOf("authenticator")));
    }

    /** A type that is named, or {@code jwt}. */
    private String type(String key) {
        return auth.string(key).isEmpty() && !auth.has(key) ? JWT : auth.requiredString(key);
    }

    /** The settings of a plug-in; none, with a problem noted, where they or its type cannot be read. */
    private Optional<ConfigNode> pluginNode(String type) {
        if (type.isBlank()) {
            return Optional.empty();
        }
        Optional<ConfigNode> settings = auth.childIfUsable(type);
        auth.leaveTo(type);
        return settings;
    }

    private DecisionCacheConfig decisionCache(Optional<PolicyConfig> policy) {
        DecisionCacheConfig defaults = withOlderName(policy);
        ConfigNode section = auth.childOrEmpty("decision_cache");
        return new DecisionCacheConfig(
                section.duration("ttl").orElse(defaults.ttl()),
                section.duration("negative_ttl").orElse(defaults.negativeTtl()),
                section.integer("max_entries", 1, DecisionCacheConfig.MOST_ENTRIES)
                        .orElse(defaults.maxEntries()));
    }

    private DecisionCacheConfig withOlderName(Optional<PolicyConfig> policy) {
        DecisionCacheConfig defaults = DecisionCacheConfig.defaults();
        if (!(policy.orElse(null) instanceof PolicyConfig.Plugin plugin)) {
            return defaults;
        }
        OptionalInt seconds = plugin.settings().integer(OLDER_TTL, 0, Integer.MAX_VALUE);
        if (seconds.isEmpty()) {
            return defaults;
        }
        if (auth.has("decision_cache")) {
            plugin.settings().problem(OLDER_TTL, "stands beside decision_cache, which is its newer name: remove it");
        }
        Duration ttl = Duration.ofSeconds(seconds.getAsInt());
        Duration negativeTtl = ttl.compareTo(defaults.negativeTtl()) < 0 ? ttl : defaults.negativeTtl();
        return new DecisionCacheConfig(ttl, negativeTtl, defaults.maxEntries());
    }
}
