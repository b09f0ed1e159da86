package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;

/** A purge was done on this instance, but the other instances could not be told. Purge again. */
public final class PurgedHereOnlyException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final long purged;

    PurgedHereOnlyException(long purged, YatagarasuException cause) {
        super("purged here, but the other instances could not be told: try again (" + cause.getMessage() + ")", cause);
        this.purged = purged;
    }

    /** How many objects and variants, or decisions, were dropped or became stale on this instance. */
    public long purged() {
        return purged;
    }
}
