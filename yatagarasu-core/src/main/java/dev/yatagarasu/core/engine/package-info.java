/** The request path, and nothing else. */
@NullMarked
package dev.yatagarasu.core.engine;

import org.jspecify.annotations.NullMarked;
