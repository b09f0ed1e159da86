/** What Prometheus is shown. */
@NullMarked
package dev.yatagarasu.server.jetty.metrics;

import org.jspecify.annotations.NullMarked;
