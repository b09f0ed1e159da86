package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.auth.openfga.OpenFgaConfig.Objects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the objects of a bucket are named. A folder is everything up to a slash in a key; its path is that without the last
 * slash, so that {@code a//b} is in the folder {@code a/}, which is in the folder {@code a}.
 */
final class ObjectNames {
    static final String BUCKET = "bucket";
    static final String KEY = "key";
    static final String PATH = "path";

    static final Set<String> IN_FILE = Set.of(BUCKET, KEY);
    static final Set<String> IN_FOLDER = Set.of(BUCKET, PATH);
    static final Set<String> IN_BUCKET = Set.of(BUCKET);

    private final NameTemplate file;
    private final NameTemplate folder;
    private final NameTemplate bucket;

    ObjectNames(Objects templates) {
        this.file = NameTemplate.parse(templates.file(), IN_FILE);
        this.folder = NameTemplate.parse(templates.folder(), IN_FOLDER);
        this.bucket = NameTemplate.parse(templates.bucket(), IN_BUCKET);
    }

    /** The object that a key names: a file, a folder if it ends with a slash, or the bucket if it is empty. */
    String object(String bucketName, String key) {
        if (key.isEmpty()) {
            return bucket.expand(Map.of(BUCKET, bucketName));
        }
        return key.endsWith("/")
                ? folder(bucketName, key.substring(0, key.length() - 1))
                : file.expand(Map.of(BUCKET, bucketName, KEY, key));
    }

    /** What the object is in, from the nearest folder out to the bucket; nothing if it is the bucket. */
    List<String> containers(String bucketName, String key) {
        if (key.isEmpty()) {
            return List.of();
        }
        List<String> containers = new ArrayList<>();
        containers.add(bucket.expand(Map.of(BUCKET, bucketName)));
        for (int slash = key.indexOf('/');
                slash >= 0 && slash < key.length() - 1;
                slash = key.indexOf('/', slash + 1)) {
            containers.add(folder(bucketName, key.substring(0, slash)));
        }
        Collections.reverse(containers);
        return List.copyOf(containers);
    }

    /** In how many folders the object is. */
    static int depth(String key) {
        return (int) key.chars()
                .limit(Math.max(0, key.length() - 1))
                .filter(c -> c == '/')
                .count();
    }

    private String folder(String bucketName, String path) {
        return folder.expand(Map.of(BUCKET, bucketName, PATH, path));
    }
}
