/** Header fields as an immutable value, shared by front ends, engine and storage. */
@NullMarked
package dev.yatagarasu.api.http;

import org.jspecify.annotations.NullMarked;
