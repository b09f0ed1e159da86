package dev.yatagarasu.api.storage;

/** The result of a {@linkplain StorageBackend#probe() probe}. The detail is for operators. */
public sealed interface StorageHealth {

    /** Storage answers. */
    record Up() implements StorageHealth {}

    /**
     * Storage does not answer, or refuses the request.
     *
     * @param detail the problem, and what to do about it
     */
    record Down(String detail) implements StorageHealth {}
}
