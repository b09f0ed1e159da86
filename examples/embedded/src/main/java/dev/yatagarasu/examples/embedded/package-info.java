/** A plain Java program with Yatagarasu in it. */
@NullMarked
package dev.yatagarasu.examples.embedded;

import org.jspecify.annotations.NullMarked;
