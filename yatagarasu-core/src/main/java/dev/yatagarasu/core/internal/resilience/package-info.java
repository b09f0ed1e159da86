/** What keeps many callers from asking for the same thing at once, and many failures from filling the log. */
@NullMarked
package dev.yatagarasu.core.internal.resilience;

import org.jspecify.annotations.NullMarked;
