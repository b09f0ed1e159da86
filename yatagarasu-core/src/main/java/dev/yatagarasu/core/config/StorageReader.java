package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads where objects are: the section {@code s3} or {@code storage} of a bucket or of a replica. */
final class StorageReader {
    private StorageReader() {}

    /** The settings; such as nothing is wrong with if any setting so far is, and nothing if no storage is named. */
    static Optional<DraftPart<StorageConfig>> read(ConfigNode bucket, boolean isOneOfSeveral) {
        Optional<ConfigNode> s3 = bucket.child("s3");
        Optional<ConfigNode> storage = bucket.child("storage");
        if (bucket.has("s3") && bucket.has("storage")) {
            bucket.problem("storage", "stands beside s3: a bucket has one storage, remove one of them");
        } else if (!bucket.has("s3") && !bucket.has("storage")) {
            bucket.lacks("says not where its objects are: add s3, or storage with a type", "s3", "storage");
        }
        Optional<DraftPart<StorageConfig>> ofS3 =
                s3.map(section -> new DraftPart<>(S3Reader.read(section, isOneOfSeveral), section.path()));
        Optional<DraftPart<StorageConfig>> ofStorage = storage.flatMap(section -> ofType(
                        bucket, section, isOneOfSeveral)
                .map(config -> new DraftPart<>(config, section.path(), ConfigNode.join(section.path(), "type"))));
        return ofS3.or(() -> ofStorage);
    }

    private static Optional<StorageConfig> ofType(ConfigNode bucket, ConfigNode section, boolean isOneOfSeveral) {
        String type = section.requiredString("type");
        return switch (type) {
            case "" -> {
                section.reportMisspelt("type");
                bucket.leaveTo("storage");
                yield Optional.empty();
            }
            case "s3" -> Optional.of(S3Reader.read(section, isOneOfSeveral));
            case "filesystem" -> Optional.of(filesystem(section));
            default -> {
                bucket.leaveTo("storage");
                yield Optional.of(new StorageConfig.Plugin(type, section));
            }
        };
    }

    private static FilesystemConfig filesystem(ConfigNode section) {
        String root = section.requiredString("root");
        try {
            return new FilesystemConfig(Path.of(root.isBlank() ? "" : root));
        } catch (InvalidPathException e) {
            section.problem("root", "is no directory name, found " + section.describe("root"));
            return new FilesystemConfig(Path.of(""));
        }
    }
}
