/** The configuration as immutable records, and the reader that creates them from YAML. */
@NullMarked
package dev.yatagarasu.core.config;

import org.jspecify.annotations.NullMarked;
