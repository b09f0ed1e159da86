package dev.yatagarasu.api.storage;

/** What a {@linkplain StorageBackend#probe() probe} found. The detail is for operators. */
public sealed interface StorageHealth {

    /** Storage answers. */
    record Up() implements StorageHealth {}

    /**
     * Storage does not answer, or refuses us.
     *
     * @param detail what was found and what to do about it
     */
    record Down(String detail) implements StorageHealth {}
}
