package dev.yatagarasu.core.internal.cache;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * What a cache is made with.
 *
 * @param clock tells what is fresh
 * @param executor writes to tiers, revalidates and reads ahead
 * @param heap bytes the heap may grow to, of which what is on its way may take a part
 * @param whenATierTurns told the name of a tier, and whether it works again or has begun to fail
 */
public record CacheSetup(Clock clock, Executor executor, long heap, BiConsumer<String, Boolean> whenATierTurns) {}
