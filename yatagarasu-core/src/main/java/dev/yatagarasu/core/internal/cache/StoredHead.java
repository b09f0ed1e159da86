package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import java.util.Optional;

/** A head that was found in a tier. */
sealed interface StoredHead {

    /** What was found. */
    CachedHead head();

    /** The object, if there is one. */
    default Optional<CachedObject> existing() {
        return this instanceof Present present ? Optional.of(present.object) : Optional.empty();
    }

    /**
     * That the object exists.
     *
     * @param object the object
     */
    record Present(CachedObject object) implements StoredHead {
        @Override
        public CachedHead head() {
            return object.head();
        }
    }

    /**
     * That there is no such object.
     *
     * @param head what was found
     */
    record Absent(CachedHead.Missing head) implements StoredHead {}

    /** A head found under {@code key} in the tier of that name. */
    static StoredHead of(ObjectKey key, CachedHead head, String tier) {
        return switch (head) {
            case CachedHead.Found found -> new Present(new CachedObject(key, found, tier));
            case CachedHead.Missing missing -> new Absent(missing);
        };
    }
}
