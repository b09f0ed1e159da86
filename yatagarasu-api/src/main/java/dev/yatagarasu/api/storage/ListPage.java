package dev.yatagarasu.api.storage;

import java.util.List;
import java.util.Optional;

/**
 * A page of the objects in a bucket.
 *
 * @param objects the objects, in the storage's own order; a page that is not the last may be short, or empty
 * @param next where the next page starts, for {@link ListRequest#after(String)}; empty on the last page
 */
public record ListPage(List<Entry> objects, Optional<String> next) {
    public ListPage {
        objects = List.copyOf(objects);
    }

    /**
     * One object.
     *
     * @param key its exact key
     * @param size its size in bytes, when it was listed
     */
    public record Entry(String key, long size) {}
}
