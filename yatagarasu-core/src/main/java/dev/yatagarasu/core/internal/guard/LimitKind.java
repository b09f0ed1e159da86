package dev.yatagarasu.core.internal.guard;

/** What a rate limit counts together. */
enum LimitKind {
    GLOBAL("global"),
    PER_IP("per_ip"),
    BUCKET("bucket"),
    PER_USER("per_user");

    private final String label;

    LimitKind(String label) {
        this.label = label;
    }

    /** What metrics and header fields call it. */
    String label() {
        return label;
    }
}
