package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all places where a bucket's objects are: its own {@code s3} or {@code storage}, the {@code replicas} in that, and the
 * bucket's {@code replicas}.
 */
final class ReplicaReader {
    private static final String REPLICAS = "replicas";
    private static final String STORAGE = "storage";
    private static final int LAST = 1000;
    private static final List<String> KEYS = List.of("access_key", "secret_key", "session_token");
    private static final Set<String> INHERITED = Set.of(
            "bucket",
            "region",
            "endpoint",
            "path_style",
            "connect_timeout",
            "timeout",
            "idle_timeout",
            "max_connections",
            "storage_encoding",
            "connection_max_age",
            "tls",
            "fips",
            "dual_stack",
            "retry",
            "circuit_breaker");

    private final ConfigNode bucket;
    private final List<ConfigNode> nodes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private ReplicaReader(ConfigNode bucket) {
        this.bucket = bucket;
    }

    /** The replicas in the order in which they are asked, the primary first; none if that cannot be made out. */
    static List<DraftReplica> read(ConfigNode bucket) {
        return new ReplicaReader(bucket).all();
    }

    private List<DraftReplica> all() {
        Optional<ConfigNode> s3 = s3();
        List<ConfigNode> ofBucket = bucket.items(REPLICAS);
        List<ConfigNode> ofS3 = s3.map(section -> section.items(REPLICAS)).orElse(List.of());
        boolean several = !ofBucket.isEmpty() || !ofS3.isEmpty();
        List<DraftReplica> all = new ArrayList<>();
        StorageReader.read(bucket, several).map(DraftReplica::primary).ifPresent(all::add);
        s3.ifPresent(section -> all.addAll(ofS3(section, ofS3)));
        ofBucket.stream().map(this::ofBucket).flatMap(Optional::stream).forEach(all::add);
        ReplicaRules.checkDistinct(names, (i, problem) -> nodes.get(i).problem("name", problem));
        ReplicaRules.checkNumber(names.size()).ifPresent(bucket::problem);
        return all;
    }

    /** Where replicas of a bucket in S3 may stand. */
    private Optional<ConfigNode> s3() {
        if (bucket.isMapping("s3")) {
            return bucket.child("s3");
        }
        return bucket.isMapping(STORAGE)
                ? bucket.child(STORAGE).filter(section -> section.string("type").equals(Optional.of("s3")))
                : Optional.empty();
    }

    /** What is wrong with values that are inherited is said where they stand, once. */
    private List<DraftReplica> ofS3(ConfigNode section, List<ConfigNode> items) {
        if (!section.isSound()) {
            section.leaveTo(REPLICAS);
            return List.of();
        }
        record Placed(int priority, DraftReplica replica) {}
        List<Placed> placed = new ArrayList<>();
        for (ConfigNode item : items) {
            if (item.isMapping()) {
                String name = name(item);
                int priority = item.integer("priority", 1, LAST).orElse(placed.size() + 1);
                ConfigNode merged = item.inheriting(section, inherited(item));
                S3Config config = readOne(merged);
                placed.add(new Placed(
                        priority,
                        new DraftReplica(name, new DraftPart<>(config, item.path()), ReplicaConfig.OnMissing.STOP)));
            }
        }
        placed.sort(Comparator.comparingInt(Placed::priority));
        return placed.stream().map(Placed::replica).toList();
    }

    private static S3Config readOne(ConfigNode section) {
        section.refuse(REPLICAS, "stands in a replica: name it beside this one");
        return S3Reader.read(section, true);
    }

    /** Keys belong together: a replica with some of its own takes none from elsewhere. */
    private static Set<String> inherited(ConfigNode item) {
        Set<String> keys = new HashSet<>(INHERITED);
        boolean hasKeys = KEYS.stream().anyMatch(item::has);
        if (!item.has("credentials")) {
            keys.add("credentials");
            if (!hasKeys) {
                keys.addAll(KEYS);
            }
        }
        return keys;
    }

    private Optional<DraftReplica> ofBucket(ConfigNode item) {
        if (!item.isMapping()) {
            return Optional.empty();
        }
        String name = name(item);
        ReplicaConfig.OnMissing onMissing =
                item.oneOf("on_missing", ReplicaConfig.OnMissing.class).orElse(ReplicaConfig.OnMissing.STOP);
        item.child("s3").ifPresent(section -> section.refuse(REPLICAS, "stands in a replica: name it beside this one"));
        return StorageReader.read(item, true).map(part -> new DraftReplica(name, part, onMissing));
    }

    private String name(ConfigNode item) {
        String name = item.requiredString("name");
        if (!name.isBlank()) {
            ReplicaRules.checkName(name)
                    .ifPresent(problem -> item.problem("name", problem + ", found " + item.describe("name")));
        }
        nodes.add(item);
        names.add(name);
        return name;
    }
}
