/** The root of the public values: what every other package of the API builds on. */
@NullMarked
package dev.yatagarasu.api;

import org.jspecify.annotations.NullMarked;
