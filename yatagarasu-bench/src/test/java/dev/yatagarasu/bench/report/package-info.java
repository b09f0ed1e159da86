@NullMarked
package dev.yatagarasu.bench.report;

import org.jspecify.annotations.NullMarked;
