/** What every plug-in is given when the engine creates it. */
@NullMarked
package dev.yatagarasu.api.plugin;

import org.jspecify.annotations.NullMarked;
