/** Jobs that load objects into the cache before clients request them. */
@NullMarked
package dev.yatagarasu.core.warmup;

import org.jspecify.annotations.NullMarked;
