/** A directory as a bucket. */
@NullMarked
package dev.yatagarasu.core.internal.storage.filesystem;

import org.jspecify.annotations.NullMarked;
