package dev.yatagarasu.api.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link ConfigNode} holds. */
sealed interface NodeValue {

    /**
     * A single value. Two are equal when their texts are, wherever these came from.
     *
     * @param text the value
     * @param written what the file says instead where the environment gave the text; the text itself elsewhere
     */
    record Text(String text, String written) implements NodeValue {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        /** Without the text: it may be a secret. */
        @Override
        public String toString() {
            return "Text";
        }
    }

    /** Named values. */
    record Keys(Map<String, ConfigNode> children) implements NodeValue {}

    /** A list of values. */
    record Items(List<ConfigNode> items) implements NodeValue {}

    /** A key without a value, or an explicit null. */
    record Nothing() implements NodeValue {}

    /** A value that could not be found out, which has been noted. */
    record Broken() implements NodeValue {}
}
