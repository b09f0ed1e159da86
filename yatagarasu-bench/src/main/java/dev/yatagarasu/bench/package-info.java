/** JMH benchmarks of the request path: one question a class. */
@NullMarked
package dev.yatagarasu.bench;

import org.jspecify.annotations.NullMarked;
