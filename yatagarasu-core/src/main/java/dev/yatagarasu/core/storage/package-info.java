/** Storage backends: the built-in ones, and the plug-ins that configuration names. */
@NullMarked
package dev.yatagarasu.core.storage;

import org.jspecify.annotations.NullMarked;
