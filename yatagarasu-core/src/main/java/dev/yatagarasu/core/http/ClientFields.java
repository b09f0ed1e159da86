package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import java.util.List;
import java.util.Set;

/**
 * Which of the fields that storage sent clients get: the allow-list of what describes an object, and with metadata that of
 * the vendors, as much of it as the head of an answer can hold.
 */
final class ClientFields {
    /** What describes a representation, or says how long its copies are good. {@code Location} and the like do not. */
    private static final Set<String> REPRESENTATION = Set.of(
            "cache-control",
            "content-digest",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-md5",
            "content-type",
            "date",
            "digest",
            "etag",
            "expires",
            "last-modified",
            "repr-digest",
            "vary");

    private static final Set<String> METADATA = Set.of("x-amz-storage-class", "x-amz-version-id");

    private static final List<String> METADATA_FAMILIES = List.of(
            "x-amz-meta-",
            "x-amz-checksum-",
            "x-goog-meta-",
            "x-ms-meta-",
            "x-oss-meta-",
            "x-obs-meta-",
            "x-cos-meta-",
            "x-bz-info-",
            "x-object-meta-");

    /** S3 itself lets a request set 2 KB, Google Cloud Storage and Azure 8 KB. */
    private static final int MOST_METADATA = 8 * 1024;

    /** S3's own name for metadata that a head cannot hold: how many fields that are. */
    private static final String MISSING = "x-amz-missing-meta";

    private final Headers.Builder kept = Headers.builder();
    private final ClientView view;
    private int metadata;
    private int missing;

    private ClientFields(ClientView view) {
        this.view = view;
    }

    /** The fields that clients get, in the order they had. */
    static Headers of(Headers fromStorage, ClientView view) {
        ClientFields fields = new ClientFields(view);
        fromStorage.forEach(fields::add);
        return fields.build(fromStorage);
    }

    private void add(String name, String value) {
        if (REPRESENTATION.contains(name)) {
            kept.addLowerCase(name, value);
        } else if (view.metadata() && isMetadata(name)) {
            addMetadata(name, value);
        }
    }

    private static boolean isMetadata(String name) {
        return METADATA.contains(name) || METADATA_FAMILIES.stream().anyMatch(name::startsWith);
    }

    private void addMetadata(String name, String value) {
        int length = name.length() + value.length() + 4;
        if (metadata + length > MOST_METADATA) {
            missing++;
        } else {
            metadata += length;
            kept.addLowerCase(name, value);
        }
    }

    private Headers build(Headers fromStorage) {
        int all = view.metadata() ? missing + missingAlready(fromStorage) : 0;
        return all == 0
                ? kept.build()
                : kept.addLowerCase(MISSING, Integer.toString(all)).build();
    }

    /** What storage itself had to leave out. */
    private static int missingAlready(Headers fromStorage) {
        String count = fromStorage.firstOr(MISSING, "");
        return count.matches("[0-9]{1,6}") ? Integer.parseInt(count) : 0;
    }
}
