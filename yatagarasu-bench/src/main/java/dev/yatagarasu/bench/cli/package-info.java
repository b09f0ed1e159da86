/** Programs on the command line: arguments, usage and exit codes. */
@NullMarked
package dev.yatagarasu.bench.cli;

import org.jspecify.annotations.NullMarked;
