/** Warm-ups at work: jobs that read objects through the cache before clients ask for them. */
@NullMarked
package dev.yatagarasu.core.internal.warmup;

import org.jspecify.annotations.NullMarked;
