package dev.yatagarasu.api.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * An immutable list of header fields (RFC 9110 section 5), in the order they were added. Names are kept in lower case,
 * and may be looked up in any case, fastest in lower case; values are kept verbatim, without surrounding white space. Safe
 * from any thread.
 *
 * <p>Look-up scans the list: messages have few fields, and a scan over few short strings beats a map.
 */
public final class Headers {
    private static final Headers EMPTY = new Headers(new String[0]);

    /** Names at even, values at odd positions. */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    /** An empty list. */
    public static Headers empty() {
        return EMPTY;
    }

    /** Fields from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: " + namesAndValues.length + " strings");
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** Starts a list of fields. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a list of fields with those of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.fields = Arrays.copyOf(fields, fields.length + 8);
        builder.length = fields.length;
        return builder;
    }

    /** The value of the first field of that name, if there is one. */
    public Optional<String> first(String name) {
        int at = indexOf(name, 0);
        return at < 0 ? Optional.empty() : Optional.of(fields[at + 1]);
    }

    /** The value of the first field of that name, or {@code otherwise}. */
    public String firstOr(String name, String otherwise) {
        int at = indexOf(name, 0);
        return at < 0 ? otherwise : fields[at + 1];
    }

    /** Whether there is a field of that name. */
    public boolean contains(String name) {
        return indexOf(name, 0) >= 0;
    }

    /** Whether there are several fields of that name. */
    public boolean repeats(String name) {
        int at = indexOf(name, 0);
        return at >= 0 && indexOf(name, at + 2) >= 0;
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int at = indexOf(name, 0); at >= 0; at = indexOf(name, at + 2)) {
            values.add(fields[at + 1]);
        }
        return values;
    }

    /** The values of all fields of that name as one list-valued field (RFC 9110 section 5.3), if there is any. */
    public Optional<String> joined(String name) {
        int at = indexOf(name, 0);
        if (at < 0) {
            return Optional.empty();
        }
        return indexOf(name, at + 2) < 0 ? Optional.of(fields[at + 1]) : Optional.of(String.join(", ", all(name)));
    }

    /** Calls {@code field} with name and value of every field, in order. */
    public void forEach(BiConsumer<String, String> field) {
        for (int i = 0; i < fields.length; i += 2) {
            field.accept(fields[i], fields[i + 1]);
        }
    }

    /** The fields whose name, in lower case, is accepted, in order: this list itself if all are. */
    public Headers filter(Predicate<String> isKept) {
        for (int i = 0; i < fields.length; i += 2) {
            if (!isKept.test(fields[i])) {
                return filterBehind(i, isKept);
            }
        }
        return this;
    }

    /** Without the field at {@code first}; those before it are accepted already. */
    private Headers filterBehind(int first, Predicate<String> isKept) {
        String[] kept = Arrays.copyOf(fields, fields.length - 2);
        int length = first;
        for (int i = first + 2; i < fields.length; i += 2) {
            if (isKept.test(fields[i])) {
                kept[length++] = fields[i];
                kept[length++] = fields[i + 1];
            }
        }
        return length == 0 ? EMPTY : new Headers(length == kept.length ? kept : Arrays.copyOf(kept, length));
    }

    /** The number of fields. */
    public int size() {
        return fields.length / 2;
    }

    /** The number of characters in all names and values, with four more for each field as on the wire. */
    public long characters() {
        long sum = 0;
        for (int i = 0; i < fields.length; i += 2) {
            sum += fields[i].length() + fields[i + 1].length() + 4L;
        }
        return sum;
    }

    private int indexOf(String name, int from) {
        int at = indexOfExactly(name, from);
        if (at >= 0) {
            return at;
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return lowerCase.equals(name) ? -1 : indexOfExactly(lowerCase, from);
    }

    private int indexOfExactly(String name, int from) {
        for (int i = from; i < fields.length; i += 2) {
            if (fields[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>(size());
        forEach((name, value) -> names.add(name));
        return names.toString();
    }

    /** Collects fields. Not safe for use by several threads. */
    public static final class Builder {
        private String[] fields = new String[16];
        private int length;

        private Builder() {}

        /** Adds a field, in addition to fields of the same name. */
        public Builder add(String name, String value) {
            return addLowerCase(name.toLowerCase(Locale.ROOT), value);
        }

        /** Adds a field whose name is known to be in lower case. */
        public Builder addLowerCase(String name, String value) {
            if (length == fields.length) {
                fields = Arrays.copyOf(fields, length * 2 + 2);
            }
            fields[length++] = name;
            fields[length++] = value;
            return this;
        }

        /** Removes all fields of that name. */
        public Builder remove(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            int kept = 0;
            for (int i = 0; i < length; i += 2) {
                if (!fields[i].equals(lower)) {
                    fields[kept] = fields[i];
                    fields[kept + 1] = fields[i + 1];
                    kept += 2;
                }
            }
            length = kept;
            return this;
        }

        /** Replaces all fields of that name by one. */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /** The fields collected so far. */
        public Headers build() {
            return length == 0 ? EMPTY : new Headers(Arrays.copyOf(fields, length));
        }
    }
}
