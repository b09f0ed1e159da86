/** An authorizer that asks Open Policy Agent. */
@NullMarked
package dev.yatagarasu.auth.opa;

import org.jspecify.annotations.NullMarked;
