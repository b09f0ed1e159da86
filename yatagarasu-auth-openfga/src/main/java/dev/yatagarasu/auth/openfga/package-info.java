/** An authorizer that asks OpenFGA. */
@NullMarked
package dev.yatagarasu.auth.openfga;

import org.jspecify.annotations.NullMarked;
