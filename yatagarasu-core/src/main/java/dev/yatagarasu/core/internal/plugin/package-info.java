/** Finds the plug-ins of each kind, and runs their code with their class loader as the context. */
@NullMarked
package dev.yatagarasu.core.internal.plugin;

import org.jspecify.annotations.NullMarked;
