package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.policy.Authorizer;
import java.util.Map;

/**
 * Who may read a bucket that is not public.
 *
 * @param identity how clients are identified
 * @param policy what decides whether an identified client may read an object
 * @param failMode what happens to requests while the policy is unavailable
 * @param decisionCache how long decisions of the policy are remembered
 * @param cacheControl the {@code Cache-Control} of answers
 */
public record AuthConfig(
        IdentityConfig identity,
        PolicyConfig policy,
        FailMode failMode,
        DecisionCacheConfig decisionCache,
        CacheControlMode cacheControl) {

    /** The {@code Cache-Control} of answers of a bucket that is not public. */
    public enum CacheControlMode {
        /** Only the reader's own cache may keep the answer, for as long as storage says. */
        PRIVATE,
        /** What storage says is passed on, so shared caches may keep the answer and serve it to anybody. */
        STORAGE
    }

    public AuthConfig {
        if (identity instanceof IdentityConfig.ByApplication && policy instanceof PolicyConfig.Identified) {
            throw new IllegalArgumentException("auth needs to know who asks, or a policy that decides about anybody:"
                    + " name a jwt, an authenticator or an authorizer");
        }
    }

    /** Starts with the defaults. Name at least an identity or a policy. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private IdentityConfig identity = new IdentityConfig.ByApplication();
        private PolicyConfig policy = new PolicyConfig.Identified();
        private FailMode failMode = FailMode.CLOSED;
        private DecisionCacheConfig decisionCache = DecisionCacheConfig.defaults();
        private CacheControlMode cacheControl = CacheControlMode.PRIVATE;

        private Builder() {}

        /**
         * Identifies clients by signed tokens. Replaces any other authenticator; by default the application passes
         * principals.
         */
        public Builder jwt(JwtConfig jwt) {
            return identity(new IdentityConfig.Jwt(jwt));
        }

        /** Identifies clients with an authenticator of the application, which the engine does not close. */
        public Builder authenticator(Authenticator authenticator) {
            return identity(new IdentityConfig.Provided(authenticator));
        }

        /**
         * Identifies clients with the authenticator plug-in of that type. The settings are what YAML has under the
         * type's name.
         */
        public Builder authenticator(String type, Map<String, ?> settings) {
            return identity(new IdentityConfig.Plugin(type, ConfigNode.of(settings)));
        }

        Builder identity(IdentityConfig identity) {
            this.identity = identity;
            return this;
        }

        /**
         * Lets an authorizer of the application decide; the engine does not close it. By default every identified
         * client may read.
         */
        public Builder authorizer(Authorizer authorizer) {
            return policy(new PolicyConfig.Provided(authorizer));
        }

        /**
         * Lets the policy plug-in of that type decide, such as {@code opa}. The settings are what YAML has under its
         * name.
         */
        public Builder provider(String type, Map<String, ?> settings) {
            return policy(new PolicyConfig.Plugin(type, ConfigNode.of(settings)));
        }

        Builder policy(PolicyConfig policy) {
            this.policy = policy;
            return this;
        }

        /**
         * What happens to requests while the policy is unavailable; {@link FailMode#CLOSED}, which refuses them, by
         * default.
         */
        public Builder failMode(FailMode failMode) {
            this.failMode = failMode;
            return this;
        }

        /** How long decisions are remembered; {@link DecisionCacheConfig#defaults()} by default. */
        public Builder decisionCache(DecisionCacheConfig decisionCache) {
            this.decisionCache = decisionCache;
            return this;
        }

        /** The {@code Cache-Control} of answers; {@link CacheControlMode#PRIVATE} by default. */
        public Builder cacheControl(CacheControlMode cacheControl) {
            this.cacheControl = cacheControl;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if neither identity nor policy is named
         */
        public AuthConfig build() {
            return new AuthConfig(identity, policy, failMode, decisionCache, cacheControl);
        }
    }
}
