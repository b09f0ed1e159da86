/** Copies of objects, how long they stay fresh, and who fetches them. */
@NullMarked
package dev.yatagarasu.core.internal.cache;

import org.jspecify.annotations.NullMarked;
