package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftPart;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.PolicyConfig;
import java.util.stream.Stream;

/**
 * What may be remembered about readers, as shares of the heap: whoever has a good token can fill it, with as many keys, tokens
 * or addresses as they like.
 *
 * @param decisions bytes of decisions for each policy
 * @param tokens bytes of good tokens for each {@code jwt} section
 */
record ClientMemoryBudget(long decisions, long tokens) {
    private static final long SHARE = 16;
    private static final long MOST_FOR_TOKENS = 32L * 1024 * 1024;

    static ClientMemoryBudget of(ConfigDraft draft, long heap) {
        long share = heap / SHARE;
        long policies = draft.buckets().stream()
                .flatMap(bucket -> bucket.policy().stream())
                .filter(part -> !(part.config() instanceof PolicyConfig.Identified))
                .count();
        long tokens = Stream.concat(
                        draft.buckets().stream().flatMap(bucket -> bucket.identity().stream()), draft.admin().stream())
                .map(DraftPart::config)
                .filter(IdentityConfig.Jwt.class::isInstance)
                .distinct()
                .count();
        return new ClientMemoryBudget(
                share / Math.max(1, policies), Math.min(MOST_FOR_TOKENS, share / Math.max(1, tokens)));
    }
}
