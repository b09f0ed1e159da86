/** The disk tier: one checksummed file for each object. */
@NullMarked
package dev.yatagarasu.core.internal.cache.disk;

import org.jspecify.annotations.NullMarked;
