package dev.yatagarasu.core.config;

/** What happens to a request while its policy is unavailable. */
public enum FailMode {
    /** It is refused with 500. */
    CLOSED,
    /** It is allowed if the client is identified; otherwise it is refused. */
    OPEN
}
