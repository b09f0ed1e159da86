/** The page {@code /metrics}: metrics of engines, of the JVM, and of the application, as Prometheus reads them. */
@NullMarked
package dev.yatagarasu.server.jetty.metrics;

import org.jspecify.annotations.NullMarked;
