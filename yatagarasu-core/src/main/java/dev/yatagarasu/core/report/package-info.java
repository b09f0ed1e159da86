/** What an engine reports about itself: statistics, cache entries, readiness, and the names of its metrics. */
@NullMarked
package dev.yatagarasu.core.report;

import org.jspecify.annotations.NullMarked;
