/** What an engine tells those who listen: requests that are over, reloads, tiers that fail. */
@NullMarked
package dev.yatagarasu.core.event;

import org.jspecify.annotations.NullMarked;
