package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.testkit.CacheTierContract;

/** The model keeps the contract, or it could not be a model. */
final class ModelTierTest extends CacheTierContract {
    @Override
    protected CacheTier openTier() {
        return new ModelTier(clock());
    }
}
