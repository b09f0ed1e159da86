/** Who is asking: tokens, the keys they are checked with, and what is remembered of both. */
@NullMarked
package dev.yatagarasu.core.internal.identity;

import org.jspecify.annotations.NullMarked;
