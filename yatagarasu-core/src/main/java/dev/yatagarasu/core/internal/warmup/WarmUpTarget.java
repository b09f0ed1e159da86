package dev.yatagarasu.core.internal.warmup;

import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.cache.Origin;

/**
 * The bucket that a job is about, whose storage stays open until the job gives it back.
 *
 * @param origin the bucket
 * @param storage lists its objects
 * @param cache where they go
 * @param release gives it back
 */
public record WarmUpTarget(Origin origin, StorageBackend storage, ObjectCache cache, Runnable release) {}
