package dev.yatagarasu.auth.openfga;

/** What OpenFGA calls a principal, or why it has no name for them. */
sealed interface UserName {

    /** A name: type and value. */
    record Named(String user) implements UserName {}

    /** None. */
    record Missing(String reason) implements UserName {}
}
