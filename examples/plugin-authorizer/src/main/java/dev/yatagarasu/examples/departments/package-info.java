/** A plug-in: a policy by which departments read their own folders. */
@NullMarked
package dev.yatagarasu.examples.departments;

import org.jspecify.annotations.NullMarked;
