/** Finds the plug-ins of each kind. */
@NullMarked
package dev.yatagarasu.core.plugin;

import org.jspecify.annotations.NullMarked;
