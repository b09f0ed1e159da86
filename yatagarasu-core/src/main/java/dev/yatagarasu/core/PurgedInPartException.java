package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.core.internal.cache.PurgeResult;
import java.util.List;

/**
 * A purge could not be done in a failing tier. This process purges the tier before it reads from it again, but another
 * process might serve the entries. Purge again.
 */
public final class PurgedInPartException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final long purged;

    @SuppressWarnings("serial") // of names, in a list that can be written
    private final List<String> tiers;

    PurgedInPartException(PurgeResult purged) {
        super("not purged in all tiers, for " + String.join(", ", purged.owing()) + " failed: try again");
        this.purged = purged.heads();
        this.tiers = purged.owing();
    }

    /** How many objects and variants were dropped or became stale, in the tier that had most of them. */
    public long purged() {
        return purged;
    }

    /** The tiers that have not been purged. */
    public List<String> tiers() {
        return tiers;
    }
}
