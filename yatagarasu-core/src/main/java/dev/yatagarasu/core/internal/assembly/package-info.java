/** Puts an engine together from its configuration, and shows what it does in the metrics. */
@NullMarked
package dev.yatagarasu.core.internal.assembly;

import org.jspecify.annotations.NullMarked;
