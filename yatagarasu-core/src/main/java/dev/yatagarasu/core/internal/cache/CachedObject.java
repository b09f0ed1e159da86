package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.http.ClientView;
import dev.yatagarasu.core.http.Representation;
import org.jspecify.annotations.Nullable;

/**
 * An object that the cache has a head of, in the form that answers are made from. Lives in the memory tier, so that what is
 * worked out for one answer serves the next. Safe from any thread.
 */
public final class CachedObject {
    private final ObjectKey key;
    private final CachedHead.Found head;
    private final String tier;
    /** Raced on purpose: every thread makes an equal one. */
    private @Nullable Shown shown;

    private volatile long lastReadTo = -1;

    private record Shown(ClientView view, Representation representation) {}

    CachedObject(ObjectKey key, CachedHead.Found head, String tier) {
        this.key = key;
        this.head = head;
        this.tier = tier;
    }

    /** What it is stored under. */
    public ObjectKey key() {
        return key;
    }

    /** What the cache knows of it. */
    public CachedHead.Found head() {
        return head;
    }

    /** The tier that its head was found in. */
    public String tier() {
        return tier;
    }

    /** The object as clients may see it. */
    public Representation representation(ClientView view) {
        Shown made = shown;
        if (made == null || !made.view.equals(view)) {
            made = new Shown(view, Representation.of(head.headers(), head.size(), view));
            shown = made;
        }
        return made.representation;
    }

    BlockKey block(int number) {
        return new BlockKey(key, head.version(), number);
    }

    /** Whether a range that begins there goes on, within a block, where the last one ended. */
    boolean continuesAt(long first) {
        long before = lastReadTo;
        return before >= 0 && first > 0 && Math.abs(first - before - 1) < BlockKey.BLOCK_SIZE;
    }

    /** Notes where the range that was read last ends, for {@link #continuesAt}. */
    void noteReadTo(long last) {
        lastReadTo = last;
    }
}
