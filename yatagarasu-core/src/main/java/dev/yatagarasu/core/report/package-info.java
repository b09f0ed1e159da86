/** What an engine says of itself when it is asked: statistics, entries of the cache, readiness, and the names of its metrics. */
@NullMarked
package dev.yatagarasu.core.report;

import org.jspecify.annotations.NullMarked;
