/** The server's log: levels, and lines that nobody but the server can end. */
@NullMarked
package dev.yatagarasu.server.jetty.logging;

import org.jspecify.annotations.NullMarked;
