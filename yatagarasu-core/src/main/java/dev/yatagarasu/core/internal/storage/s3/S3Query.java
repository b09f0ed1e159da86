package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One question to S3.
 *
 * @param head whether only the head of the answer is wanted
 * @param key the object's key
 * @param version the version wanted; empty for the current one
 * @param range the range wanted; empty with {@code head}
 * @param preconditions what goes out of the conditions
 * @param checksums whether the sums of a whole object are wanted, which S3 leaves out unless it is asked
 */
record S3Query(
        boolean head,
        String key,
        Optional<String> version,
        Optional<ByteRange> range,
        Preconditions preconditions,
        boolean checksums) {
    private static final int MAX_KEY_BYTES = 1024;

    static S3Query get(StorageRequest request) {
        return new S3Query(false, request.key(), request.version(), request.range(), request.preconditions(), false);
    }

    static S3Query head(StorageRequest request) {
        return new S3Query(true, request.key(), request.version(), Optional.empty(), request.preconditions(), false);
    }

    /** The head of the object that this is about, if it still has that tag. */
    S3Query headOf(String tag) {
        return new S3Query(true, key, version, Optional.empty(), Preconditions.ifMatch(tag), false);
    }

    /** The same, with the sums of the object if it is wanted whole. */
    S3Query withChecksums(boolean wanted) {
        return new S3Query(head, key, version, range, preconditions, wanted);
    }

    /** What stands behind the path: nothing, or the version. Empty when nothing stored can have that name. */
    Optional<String> search() {
        return version.isEmpty()
                ? Optional.of("")
                : S3Key.encodeParameter(version.get()).map(encoded -> "?versionId=" + encoded);
    }

    String method() {
        return head ? "HEAD" : "GET";
    }

    /** Whether S3 itself can have no such key: it refuses longer ones. */
    boolean keyIsTooLong() {
        return key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES;
    }

    /** All header fields that are signed: the allow-list of what goes out. */
    Headers headers(String host) {
        Headers.Builder fields = Headers.builder().addLowerCase("host", host);
        if (!preconditions.isEmpty()) {
            preconditions.forEach((name, value) -> addCondition(fields, name, value));
        }
        if (range.isPresent()) {
            fields.addLowerCase("range", range.get().toHeader());
        } else if (checksums) {
            fields.addLowerCase("x-amz-checksum-mode", "ENABLED");
        }
        return fields.build();
    }

    /** Leaves out what cannot stand in a field as it is; the engine evaluates conditions itself. */
    private static void addCondition(Headers.Builder fields, String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return;
            }
        }
        fields.addLowerCase(name, value.strip());
    }
}
