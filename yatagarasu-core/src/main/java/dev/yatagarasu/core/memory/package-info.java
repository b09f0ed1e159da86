/** How many bytes of the heap a remembered value takes. */
@NullMarked
package dev.yatagarasu.core.memory;

import org.jspecify.annotations.NullMarked;
