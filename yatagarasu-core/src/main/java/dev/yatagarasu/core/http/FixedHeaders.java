package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Header fields that many answers share, together with the encoded form in which a front end sends them: they are
 * encoded once for a cached object, not for each answer.
 */
public final class FixedHeaders {
    private final Headers headers;
    /** Raced on purpose: every thread computes an equal form, and any of them will do. */
    private @Nullable Object encoded;

    /** Header fields that have not been encoded yet. */
    public FixedHeaders(Headers headers) {
        this.headers = headers;
    }

    /** The fields. */
    public Headers headers() {
        return headers;
    }

    /**
     * The fields as {@code encode} makes them, remembered. One front end serves an engine, so that there is one form; a
     * remembered form of another class is made anew.
     */
    public <T> T encoded(Class<T> form, Function<Headers, T> encode) {
        Object remembered = encoded;
        if (form.isInstance(remembered)) {
            return form.cast(remembered);
        }
        T made = encode.apply(headers);
        encoded = made;
        return made;
    }
}
