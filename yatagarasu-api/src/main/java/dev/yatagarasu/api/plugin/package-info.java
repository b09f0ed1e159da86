/** The environment that the engine gives to every plug-in component. */
@NullMarked
package dev.yatagarasu.api.plugin;

import org.jspecify.annotations.NullMarked;
