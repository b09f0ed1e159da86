/** How much of the heap what is remembered takes, and may take. */
@NullMarked
package dev.yatagarasu.core.memory;

import org.jspecify.annotations.NullMarked;
