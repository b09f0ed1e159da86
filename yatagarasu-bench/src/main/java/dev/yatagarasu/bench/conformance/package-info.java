/**
 * Runs the public HTTP cache test suite against the server: the suite's origin stands in for S3, its client talks to the
 * server, and what they find is compared with what the suite's authors found at nginx, Squid and Varnish.
 */
@NullMarked
package dev.yatagarasu.bench.conformance;

import org.jspecify.annotations.NullMarked;
