/** The demo: a real S3 server with sample objects, and the proxy in front of it. */
@NullMarked
package dev.yatagarasu.examples.quickstart;

import org.jspecify.annotations.NullMarked;
