/** The engine behind Jetty: listeners, admin port, signals and the command line. */
@NullMarked
package dev.yatagarasu.server.jetty;

import org.jspecify.annotations.NullMarked;
