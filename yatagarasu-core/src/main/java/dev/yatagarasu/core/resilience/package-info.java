/** What keeps many callers from doing the same thing at once. */
@NullMarked
package dev.yatagarasu.core.resilience;

import org.jspecify.annotations.NullMarked;
