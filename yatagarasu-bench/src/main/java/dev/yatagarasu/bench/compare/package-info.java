/**
 * Compares the server with nginx on this machine: an origin, both proxies in front of it, and a load on one after the
 * other.
 */
@NullMarked
package dev.yatagarasu.bench.compare;

import org.jspecify.annotations.NullMarked;
