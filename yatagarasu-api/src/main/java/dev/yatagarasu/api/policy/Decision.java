package dev.yatagarasu.api.policy;

/** What a policy decided. That it could not decide is an exception, never a decision. */
public sealed interface Decision {

    /** The request may go on. */
    record Allow() implements Decision {}

    /**
     * The request may not go on.
     *
     * @param reason why, for log and audit; never shown to the client
     */
    record Deny(String reason) implements Decision {}
}
