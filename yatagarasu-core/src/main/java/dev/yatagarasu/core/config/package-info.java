/** The configuration as immutable records, and the one reader that makes them from YAML. */
@NullMarked
package dev.yatagarasu.core.config;

import org.jspecify.annotations.NullMarked;
