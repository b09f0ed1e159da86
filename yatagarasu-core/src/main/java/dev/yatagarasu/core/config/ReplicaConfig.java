package dev.yatagarasu.core.config;

/**
 * Storage that is asked in place of that before it.
 *
 * @param name its name in logs, metrics and calls of the admin port; not {@value #PRIMARY}
 * @param storage where the objects are
 * @param onMissing whether it is asked for what the storage before it does not have
 */
public record ReplicaConfig(String name, StorageConfig storage, OnMissing onMissing) {
    /** What the bucket's own storage is called, which is asked first. */
    public static final String PRIMARY = "primary";

    /** What is done about an object that the storage before it does not have. */
    public enum OnMissing {
        /** It is missing: this storage is only asked when that before it fails. */
        STOP,
        /** This storage is asked for it: it holds other objects than that before it. */
        NEXT
    }

    public ReplicaConfig {
        ReplicaRules.checkName(name).ifPresent(problem -> {
            throw new IllegalArgumentException("name " + problem + ", found \"" + name + "\"");
        });
    }

    /** A copy of the storage before it: what is missing there is missing. */
    public static ReplicaConfig of(String name, StorageConfig storage) {
        return new ReplicaConfig(name, storage, OnMissing.STOP);
    }
}
