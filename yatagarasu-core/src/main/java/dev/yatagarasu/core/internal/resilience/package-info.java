/**
 * What keeps many callers from asking for the same thing at once, failures from filling the log, and services that fail from
 * being asked again and again.
 */
@NullMarked
package dev.yatagarasu.core.internal.resilience;

import org.jspecify.annotations.NullMarked;
