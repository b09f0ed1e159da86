package dev.yatagarasu.core.config;

/** What becomes of a request when its policy cannot be asked. */
public enum FailMode {
    /** It is refused with 500. */
    CLOSED,
    /** It goes on if it is known whose it is; else it is refused all the same. */
    OPEN
}
