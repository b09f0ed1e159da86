/** The request path, and nothing else. */
@NullMarked
package dev.yatagarasu.core.internal.engine;

import org.jspecify.annotations.NullMarked;
