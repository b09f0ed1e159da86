package dev.yatagarasu.core.internal.engine;

import java.util.Optional;

/**
 * What the query says about the object that is asked for.
 *
 * @param version the version, where the bucket offers versions; empty for the current one
 * @param objection why this cannot be answered; who may not read the object is not told
 */
record ObjectQuery(Optional<String> version, Optional<Objection> objection) {
    /** Nothing: the current version. */
    static final ObjectQuery NOTHING = new ObjectQuery(Optional.empty(), Optional.empty());

    /** S3's own names of versions are shorter. */
    private static final int LONGEST_VERSION = 1024;

    /** Why a query cannot be answered. */
    sealed interface Objection {

        /**
         * It asks S3 for something else than the object.
         *
         * @param parameter the name of the parameter
         */
        record NotTheObject(String parameter) implements Objection {}

        /** It names no version, or several. */
        record NoVersion() implements Objection {}
    }

    ObjectQuery withVersion(Optional<String> named) {
        boolean usable = version.isEmpty()
                && named.filter(text -> !text.isEmpty() && text.length() <= LONGEST_VERSION)
                        .isPresent();
        return usable
                ? new ObjectQuery(named, objection)
                : new ObjectQuery(version, objection.or(() -> Optional.of(new Objection.NoVersion())));
    }

    ObjectQuery refused(String parameter) {
        return new ObjectQuery(version, Optional.of(new Objection.NotTheObject(parameter)));
    }
}
