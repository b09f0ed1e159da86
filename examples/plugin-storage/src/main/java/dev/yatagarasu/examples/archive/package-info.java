/** A plug-in: the entries of a ZIP file as the objects of a bucket. */
@NullMarked
package dev.yatagarasu.examples.archive;

import org.jspecify.annotations.NullMarked;
