/** A directory as a bucket. */
@NullMarked
package dev.yatagarasu.core.storage.filesystem;

import org.jspecify.annotations.NullMarked;
