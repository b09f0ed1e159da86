package dev.yatagarasu.core;

import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.PolicyConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.util.stream.Stream;

/**
 * What may be remembered about readers, as shares of the heap: whoever has a good token can fill it, with as many keys, tokens
 * or addresses as they like.
 *
 * @param decisions bytes of decisions for each policy
 * @param tokens bytes of good tokens for each {@code jwt} section
 */
record ReaderMemory(long decisions, long tokens) {
    private static final long SHARE = 16;
    private static final long MOST_FOR_TOKENS = 32L * 1024 * 1024;

    static ReaderMemory of(YatagarasuConfig config, long heap) {
        long share = heap / SHARE;
        long policies = auths(config)
                .filter(auth -> !(auth.policy() instanceof PolicyConfig.Identified))
                .count();
        long tokens = Stream.concat(
                        auths(config).map(AuthConfig::identity),
                        config.admin().flatMap(AdminConfig::jwt).map(IdentityConfig.Jwt::new).stream())
                .filter(IdentityConfig.Jwt.class::isInstance)
                .distinct()
                .count();
        return new ReaderMemory(share / Math.max(1, policies), Math.min(MOST_FOR_TOKENS, share / Math.max(1, tokens)));
    }

    private static Stream<AuthConfig> auths(YatagarasuConfig config) {
        return config.buckets().stream().map(BucketConfig::auth).flatMap(auth -> auth.stream());
    }
}
