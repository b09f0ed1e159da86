/** RFC 9111 for a shared cache, as pure functions: what may be kept, for how long, under which key and with which fields. */
@NullMarked
package dev.yatagarasu.core.internal.cache.freshness;

import org.jspecify.annotations.NullMarked;
