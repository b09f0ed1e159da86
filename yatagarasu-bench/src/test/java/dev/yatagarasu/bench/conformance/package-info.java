@NullMarked
package dev.yatagarasu.bench.conformance;

import org.jspecify.annotations.NullMarked;
