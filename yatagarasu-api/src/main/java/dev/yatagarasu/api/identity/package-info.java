/** The identity SPI: who is asking. */
@NullMarked
package dev.yatagarasu.api.identity;

import org.jspecify.annotations.NullMarked;
