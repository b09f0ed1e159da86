/** Storage backends, built-in ones and those of plug-ins, which stay open while anything has a lease on them. */
@NullMarked
package dev.yatagarasu.core.internal.storage;

import org.jspecify.annotations.NullMarked;
