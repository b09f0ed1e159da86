/** The policy SPI: whether a client may read an object. */
@NullMarked
package dev.yatagarasu.api.policy;

import org.jspecify.annotations.NullMarked;
