/** The events of an engine: requests that have ended, reloads, failing tiers. */
@NullMarked
package dev.yatagarasu.core.event;

import org.jspecify.annotations.NullMarked;
