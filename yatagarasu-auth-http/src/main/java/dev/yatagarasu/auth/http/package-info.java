/** The one way in which authorizers talk JSON over HTTP to policy services: bounded, strict, and logging nothing. */
@NullMarked
package dev.yatagarasu.auth.http;

import org.jspecify.annotations.NullMarked;
