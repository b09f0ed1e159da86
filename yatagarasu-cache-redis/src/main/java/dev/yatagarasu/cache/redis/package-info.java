/** A cache tier in Redis, and the stream in Redis that carries purges to all instances. */
@NullMarked
package dev.yatagarasu.cache.redis;

import org.jspecify.annotations.NullMarked;
