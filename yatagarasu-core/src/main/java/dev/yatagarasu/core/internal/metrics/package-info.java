/** What is counted and measured. */
@NullMarked
package dev.yatagarasu.core.internal.metrics;

import org.jspecify.annotations.NullMarked;
