/** What tests of the engine and of plug-ins need: contract suites, origins that speak S3, and a clock that is set by hand. */
@NullMarked
package dev.yatagarasu.testkit;

import org.jspecify.annotations.NullMarked;
