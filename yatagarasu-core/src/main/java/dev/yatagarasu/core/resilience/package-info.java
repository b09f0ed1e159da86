/** What keeps many callers from asking for the same thing at once, and many failures from filling the log. */
@NullMarked
package dev.yatagarasu.core.resilience;

import org.jspecify.annotations.NullMarked;
