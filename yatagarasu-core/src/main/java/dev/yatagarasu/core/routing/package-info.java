/** From a canonical path to the bucket that serves it. */
@NullMarked
package dev.yatagarasu.core.routing;

import org.jspecify.annotations.NullMarked;
