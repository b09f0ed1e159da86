/** Strict reading of configuration: trees that know their lines, and problems that are collected. */
@NullMarked
package dev.yatagarasu.api.config;

import org.jspecify.annotations.NullMarked;
