package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Users;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How users are named. A value that means more to OpenFGA than itself ({@code *} is everybody, {@code team:a#member} a whole
 * team) is refused and never rewritten: no claim makes its owner somebody else.
 */
final class UserNames {
    /** Of a whole name, type included. */
    static final int LONGEST_NAME = 512;

    private final Users users;

    UserNames(Users users) {
        this.users = users;
    }

    /** The user's name, or why they have none. */
    UserName name(Principal principal) {
        Object value = value(principal);
        if (!(value instanceof String text)) {
            return new UserName.Missing(
                    "the claim " + users.claim() + (value == null ? " is missing" : " is not a text"));
        }
        return named(text);
    }

    private UserName named(String text) {
        String name = users.type() + ":" + text;
        if (text.isEmpty() || !ObjectId.isText(text) || text.codePoints().anyMatch(UserNames::isHostile)) {
            return new UserName.Missing(
                    "the claim " + users.claim() + " is empty or holds white space, control characters or : # @ *");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return new UserName.Missing("the claim " + users.claim() + " is longer than OpenFGA's users may be");
        }
        return new UserName.Named(name);
    }

    private static boolean isHostile(int c) {
        return ObjectId.isBlankOrControl(c) || c == ':' || c == '#' || c == '@' || c == '*';
    }

    /** An embedding application may know nobody but by an id. */
    private @Nullable Object value(Principal principal) {
        return principal.claims().isEmpty() ? principal.id() : claim(principal.claims(), users.claim());
    }

    /** The claim of that very name; otherwise what is at the path. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        Object named = claims.get(path);
        return named == null ? inside(claims, path) : named;
    }

    private static @Nullable Object inside(Map<?, ?> claims, String path) {
        int dot = path.indexOf('.');
        return dot >= 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }
}
