package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.policy.Authorizer;
import java.util.Map;

/**
 * Who may read a bucket that is not public.
 *
 * @param identity how it is found out who asks
 * @param policy how it is found out whether they may
 * @param failMode what becomes of requests while the policy cannot be asked
 * @param decisionCache how long its decisions are remembered
 * @param cacheControl what caches between here and the reader are told
 */
public record AuthConfig(
        IdentityConfig identity,
        PolicyConfig policy,
        FailMode failMode,
        DecisionCacheConfig decisionCache,
        CacheControlMode cacheControl) {

    /** What answers of a bucket that is not public say in {@code Cache-Control}. */
    public enum CacheControlMode {
        /** That only the reader's own cache may keep them, for as long as storage says. */
        PRIVATE,
        /** What storage says, so that shared caches may keep them and hand them to anybody. */
        STORAGE
    }

    public AuthConfig {
        if (identity instanceof IdentityConfig.ByApplication && policy instanceof PolicyConfig.Identified) {
            throw new IllegalArgumentException("auth needs to know who asks, or a policy that decides about anybody:"
                    + " name a jwt, an authenticator or an authorizer");
        }
    }

    /** Starts with nothing but the defaults. */
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

        /** Tokens say who asks. */
        public Builder jwt(JwtConfig jwt) {
            return identity(new IdentityConfig.Jwt(jwt));
        }

        /** An authenticator of the application's says who asks. */
        public Builder authenticator(Authenticator authenticator) {
            return identity(new IdentityConfig.Provided(authenticator));
        }

        /** A plug-in says who asks. */
        public Builder authenticator(String type, Map<String, ?> settings) {
            return identity(new IdentityConfig.Plugin(type, ConfigNode.of(settings)));
        }

        Builder identity(IdentityConfig identity) {
            this.identity = identity;
            return this;
        }

        /** An authorizer of the application's decides. */
        public Builder authorizer(Authorizer authorizer) {
            return policy(new PolicyConfig.Provided(authorizer));
        }

        /** A plug-in decides, such as {@code opa} or {@code openfga}. */
        public Builder provider(String type, Map<String, ?> settings) {
            return policy(new PolicyConfig.Plugin(type, ConfigNode.of(settings)));
        }

        Builder policy(PolicyConfig policy) {
            this.policy = policy;
            return this;
        }

        /** What becomes of requests while the policy cannot be asked; they are refused by default. */
        public Builder failMode(FailMode failMode) {
            this.failMode = failMode;
            return this;
        }

        /** How long decisions are remembered. */
        public Builder decisionCache(DecisionCacheConfig decisionCache) {
            this.decisionCache = decisionCache;
            return this;
        }

        /** What caches between here and the reader are told. */
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
