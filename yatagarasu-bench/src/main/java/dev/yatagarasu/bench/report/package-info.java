/** Tables of figures in Markdown files. */
@NullMarked
package dev.yatagarasu.bench.report;

import org.jspecify.annotations.NullMarked;
