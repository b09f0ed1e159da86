/** The engine, for embedding applications and front ends. */
@NullMarked
package dev.yatagarasu.core;

import org.jspecify.annotations.NullMarked;
