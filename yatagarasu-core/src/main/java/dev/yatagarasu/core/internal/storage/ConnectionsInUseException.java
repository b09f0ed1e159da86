package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.storage.StorageException;

/** Storage was not asked, since all connections to it were in use for as long as one may wait for one. */
public final class ConnectionsInUseException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message is for operators. */
    public ConnectionsInUseException(String message) {
        super(Kind.UNAVAILABLE, message);
    }
}
