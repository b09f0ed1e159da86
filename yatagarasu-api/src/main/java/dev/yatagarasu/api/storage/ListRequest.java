package dev.yatagarasu.api.storage;

import java.util.Optional;

/**
 * Which objects to list.
 *
 * @param prefix the prefix of their keys; empty for all objects
 * @param after the previous page's {@link ListPage#next() next}; empty for the first page
 * @param limit the maximum number of objects, 1 to {@value #MOST}
 */
public record ListRequest(String prefix, Optional<String> after, int limit) {
    /** The largest {@code limit}, which is that of S3. */
    public static final int MOST = 1000;

    public ListRequest {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " objects, not " + limit);
        }
    }

    /** The first page of the objects with this key prefix. */
    public static ListRequest first(String prefix) {
        return new ListRequest(prefix, Optional.empty(), MOST);
    }

    /** The page after one that ended with {@code next}. */
    public ListRequest after(String next) {
        return new ListRequest(prefix, Optional.of(next), limit);
    }
}
