/** A plug-in: signed session cookies of an application say who asks. */
@NullMarked
package dev.yatagarasu.examples.sessions;

import org.jspecify.annotations.NullMarked;
