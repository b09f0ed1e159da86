/** Pure values of HTTP: requests, answers, canonical paths, ranges, conditions, dates. */
@NullMarked
package dev.yatagarasu.core.http;

import org.jspecify.annotations.NullMarked;
