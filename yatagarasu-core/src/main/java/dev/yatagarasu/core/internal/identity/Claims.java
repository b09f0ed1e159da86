package dev.yatagarasu.core.internal.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a claim by its path. */
final class Claims {
    private Claims() {}

    /**
     * The claim at {@code path}. Dots lead into objects; a name that itself has dots is found as well, and comes first. In a
     * list of objects, what each of them has there.
     */
    static @Nullable Object find(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        for (int dot = path.lastIndexOf('.'); whole == null && dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            whole = within(claims.get(path.substring(0, dot)), path.substring(dot + 1));
        }
        return whole;
    }

    private static @Nullable Object within(@Nullable Object outer, String path) {
        if (outer instanceof Map<?, ?> inner) {
            return find(inner, path);
        }
        if (!(outer instanceof List<?> list)) {
            return null;
        }
        List<Object> found = new ArrayList<>();
        for (Object item : list) {
            Object claim = item instanceof Map<?, ?> inner ? find(inner, path) : null;
            if (claim != null) {
                found.add(claim);
            }
        }
        return found.isEmpty() ? null : found;
    }
}
