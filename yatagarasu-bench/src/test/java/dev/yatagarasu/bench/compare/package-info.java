@NullMarked
package dev.yatagarasu.bench.compare;

import org.jspecify.annotations.NullMarked;
