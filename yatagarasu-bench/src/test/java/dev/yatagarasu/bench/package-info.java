@NullMarked
package dev.yatagarasu.bench;

import org.jspecify.annotations.NullMarked;
