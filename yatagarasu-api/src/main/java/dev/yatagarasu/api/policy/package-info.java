/** The policy SPI: whether they may. */
@NullMarked
package dev.yatagarasu.api.policy;

import org.jspecify.annotations.NullMarked;
