/** What belongs to a process rather than to an engine: signals, and the jars of plug-ins. */
@NullMarked
package dev.yatagarasu.server.jetty.process;

import org.jspecify.annotations.NullMarked;
