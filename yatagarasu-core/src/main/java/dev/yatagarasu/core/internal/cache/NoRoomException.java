package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.YatagarasuException;

/** So much is being transferred from storage for the cache that one more transfer would take too much memory. */
public final class NoRoomException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
        super("too many transfers from storage at once");
    }
}
