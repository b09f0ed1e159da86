/** The command line: {@code serve}, {@code check} and {@code version}. */
@NullMarked
package dev.yatagarasu.server.jetty.cli;

import org.jspecify.annotations.NullMarked;
