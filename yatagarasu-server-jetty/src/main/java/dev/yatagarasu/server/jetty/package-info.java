/** The engine behind Jetty: ports, connections and the bounds on them, and answers on their way to clients. */
@NullMarked
package dev.yatagarasu.server.jetty;

import org.jspecify.annotations.NullMarked;
