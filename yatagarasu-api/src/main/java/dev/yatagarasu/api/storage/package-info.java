/** The storage SPI: where objects come from. */
@NullMarked
package dev.yatagarasu.api.storage;

import org.jspecify.annotations.NullMarked;
