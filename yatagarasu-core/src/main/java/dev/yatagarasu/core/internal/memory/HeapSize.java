package dev.yatagarasu.core.internal.memory;

import dev.yatagarasu.api.Principal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values take on the heap, estimated for compressed pointers, and rather too high than too low. */
public final class HeapSize {
    private static final int TEXT = 40;
    private static final int OBJECT = 24;
    private static final int COLLECTION = 72;
    private static final int ITEM = 8;
    private static final int MEMBER = 48;

    private HeapSize() {}

    /** That of a principal with all claims. */
    public static long of(Principal principal) {
        return OBJECT + of(principal.id()) + of(principal.claims());
    }

    /** That of a value as claims and header fields have them: texts, numbers, collections and maps of these. */
    public static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> of(text);
            case Map<?, ?> members ->
                COLLECTION
                        + members.entrySet().stream()
                                .mapToLong(member -> MEMBER + of(member.getKey()) + of(member.getValue()))
                                .sum();
            case Collection<?> items ->
                COLLECTION + items.stream().mapToLong(item -> ITEM + of(item)).sum();
            default -> OBJECT + TEXT;
        };
    }

    /** That of a text: characters beyond Latin-1 make all of them take twice as much. */
    public static long of(String text) {
        boolean narrow = text.chars().allMatch(character -> character <= 0xff);
        return TEXT + (narrow ? text.length() : 2L * text.length());
    }
}
