package dev.yatagarasu.examples.embedded;

import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Builds an engine in code and copies one object to standard output: {@code ReadObject DIRECTORY KEY}. */
public final class ReadObject {
    private ReadObject() {}

    /** Reads the object that the arguments name. */
    public static void main(String... args) throws IOException {
        read(new FilesystemConfig(Path.of(args[0])), args[1], System.out);
    }

    static void read(StorageConfig storage, String key, OutputStream out) throws IOException {
        YatagarasuConfig config = YatagarasuConfig.builder()
                .bucket(BucketConfig.publicBucket("files", "/files", storage).build())
                .build();
        try (Yatagarasu yatagarasu = Yatagarasu.builder().config(config).build();
                StoredObject object = yatagarasu.get("files", key).orElseThrow()) {
            object.body().transferTo(out);
        }
    }
}
