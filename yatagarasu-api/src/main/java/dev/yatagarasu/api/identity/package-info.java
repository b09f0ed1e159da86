/** The identity SPI: who the client is. */
@NullMarked
package dev.yatagarasu.api.identity;

import org.jspecify.annotations.NullMarked;
