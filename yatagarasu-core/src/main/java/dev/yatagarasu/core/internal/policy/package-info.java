/** Whether they may: asks the policy of a bucket, and remembers what it decided. */
@NullMarked
package dev.yatagarasu.core.internal.policy;

import org.jspecify.annotations.NullMarked;
