/** The engine as an object: what an embedding application and the front ends use. */
@NullMarked
package dev.yatagarasu.core;

import org.jspecify.annotations.NullMarked;
