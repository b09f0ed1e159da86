/** What the streams of bodies have in common. */
@NullMarked
package dev.yatagarasu.core.internal.io;

import org.jspecify.annotations.NullMarked;
