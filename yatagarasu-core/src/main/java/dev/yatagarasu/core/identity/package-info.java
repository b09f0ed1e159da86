/** Who is asking: finds credentials in requests, and verifies them. */
@NullMarked
package dev.yatagarasu.core.identity;

import org.jspecify.annotations.NullMarked;
