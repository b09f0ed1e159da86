package dev.yatagarasu.core.config;

/**
 * One of the places where a bucket's objects are.
 *
 * @param name its name; empty where it has none
 * @param storage what to make
 * @param onMissing whether it is asked for what those before it do not have
 */
public record DraftReplica(String name, DraftPart<StorageConfig> storage, ReplicaConfig.OnMissing onMissing) {

    /** The bucket's own storage. */
    static DraftReplica primary(DraftPart<StorageConfig> storage) {
        return new DraftReplica(ReplicaConfig.PRIMARY, storage, ReplicaConfig.OnMissing.STOP);
    }

    /** What configures it, if its name can be used. */
    ReplicaConfig config() {
        return new ReplicaConfig(name, storage.config(), onMissing);
    }
}
