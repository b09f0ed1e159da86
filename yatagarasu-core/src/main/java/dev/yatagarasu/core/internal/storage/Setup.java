package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.core.internal.resilience.Backoff;
import dev.yatagarasu.core.internal.resilience.Pause;
import java.time.Clock;

/** What the calls to the replicas of one bucket have in common. */
record Setup(String bucket, Backoff backoff, Clock clock, Pause pause, StorageEvents events) {}
