package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All fills on their way, so that purges reach them. Safe from any thread. */
final class Fills {
    private final Set<Fill> underWay = ConcurrentHashMap.newKeySet();

    /** A fill begins, before storage or another tier is asked. Release it. */
    Fill begin(ObjectKey key) {
        Fill fill = new Fill(key, underWay::remove);
        underWay.add(fill);
        return fill;
    }

    /** Makes what {@code purge} may mean void. */
    void purge(Purge purge) {
        for (Fill fill : underWay) {
            if (purge.mayMatch(fill.key())) {
                fill.makeVoid();
            }
        }
    }

    /** Makes everything void. */
    void purgeAll() {
        underWay.forEach(Fill::makeVoid);
    }
}
