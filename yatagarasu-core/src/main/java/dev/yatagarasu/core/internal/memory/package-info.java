/** How many bytes of the heap a remembered value takes. */
@NullMarked
package dev.yatagarasu.core.internal.memory;

import org.jspecify.annotations.NullMarked;
