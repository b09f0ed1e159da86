/** Fills the cache before anybody asks. */
@NullMarked
package dev.yatagarasu.core.warmup;

import org.jspecify.annotations.NullMarked;
