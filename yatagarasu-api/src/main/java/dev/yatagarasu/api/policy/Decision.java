package dev.yatagarasu.api.policy;

/** The decision of a policy. If it cannot decide, that is an exception, never a decision. */
public sealed interface Decision {

    /** The client may read the object. */
    record Allow() implements Decision {}

    /**
     * The client may not read the object.
     *
     * @param reason the reason, for the log; never shown to the client
     */
    record Deny(String reason) implements Decision {}
}
