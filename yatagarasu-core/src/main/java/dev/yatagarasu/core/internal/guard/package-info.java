/** What stands before a bucket: who the client is, whether its address may ask, and how often. */
@NullMarked
package dev.yatagarasu.core.internal.guard;

import org.jspecify.annotations.NullMarked;
