/** Copies of objects, how long they stay fresh, and who fetches them. */
@NullMarked
package dev.yatagarasu.core.cache;

import org.jspecify.annotations.NullMarked;
