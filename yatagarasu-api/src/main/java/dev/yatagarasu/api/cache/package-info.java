/** The cache SPI: tiers that keep copies, and the bus that tells other instances what to forget. */
@NullMarked
package dev.yatagarasu.api.cache;

import org.jspecify.annotations.NullMarked;
