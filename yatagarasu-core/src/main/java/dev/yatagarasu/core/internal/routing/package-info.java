/** From a canonical path to the bucket that serves it. */
@NullMarked
package dev.yatagarasu.core.internal.routing;

import org.jspecify.annotations.NullMarked;
