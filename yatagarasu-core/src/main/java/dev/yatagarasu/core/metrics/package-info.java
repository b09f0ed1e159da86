/** What is counted and measured. */
@NullMarked
package dev.yatagarasu.core.metrics;

import org.jspecify.annotations.NullMarked;
