/** The calls of the admin port: a table of endpoints, what stands before all of them, and those of the cache. */
@NullMarked
package dev.yatagarasu.server.jetty.admin;

import org.jspecify.annotations.NullMarked;
