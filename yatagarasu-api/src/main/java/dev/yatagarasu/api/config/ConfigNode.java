package dev.yatagarasu.api.config;

import dev.yatagarasu.api.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a configuration tree that is read strictly. Reading a key makes it known; a value of the wrong type is
 * collected as a {@link Problem} instead of thrown (the reader continues as if the key were missing);
 * {@link #reportUnknownKeys()} adds a problem for every key that was not read. So one pass finds all problems, each
 * with its path and line.
 *
 * <p>Readers must check the {@link Problems} before they use the values. Two nodes are equal if they have the same
 * values, wherever they are in a tree. Not safe for several threads.
 */
public final class ConfigNode {
    private final Problems problems;
    private final String path;
    private final int line;
    private final NodeValue value;

    private final KnownKeys names;

    private ConfigNode(Problems problems, String path, int line, NodeValue value) {
        this(problems, path, line, value, new KnownKeys());
    }

    private ConfigNode(Problems problems, String path, int line, NodeValue value, KnownKeys names) {
        this.names = names;
        this.problems = problems;
        this.path = path;
        this.line = line;
        this.value = value;
    }

    /** A single value as text; its type is what the reader asks for. */
    public static ConfigNode scalar(Problems problems, String path, int line, String text) {
        return scalar(problems, path, line, text, text);
    }

    /** A single value that differs from the text in the file: problems show the {@code written} text instead. */
    public static ConfigNode scalar(Problems problems, String path, int line, String text, String written) {
        return new ConfigNode(problems, path, line, new NodeValue.Text(text, written));
    }

    /** Named values, in order. */
    public static ConfigNode mapping(Problems problems, String path, int line, Map<String, ConfigNode> children) {
        return new ConfigNode(
                problems, path, line, new NodeValue.Keys(Collections.unmodifiableMap(new LinkedHashMap<>(children))));
    }

    /** A list of values. */
    public static ConfigNode sequence(Problems problems, String path, int line, List<ConfigNode> items) {
        return new ConfigNode(problems, path, line, new NodeValue.Items(List.copyOf(items)));
    }

    /** A key without a value. */
    public static ConfigNode nothing(Problems problems, String path, int line) {
        return new ConfigNode(problems, path, line, new NodeValue.Nothing());
    }

    /** A value that could not be determined. Its creator adds the problem; reading it adds no further one. */
    public static ConfigNode broken(Problems problems, String path, int line) {
        return new ConfigNode(problems, path, line, new NodeValue.Broken());
    }

    /** A tree from maps, lists and scalars, for configuration that is written in code. */
    public static ConfigNode of(Map<String, ?> values) {
        return new CodeTree(new Problems()).mapping("", values);
    }

    /** The path of the child {@code key} of the node at {@code path}. */
    public static String join(String path, String key) {
        return path.isEmpty() ? Shown.shortened(key) : path + "." + Shown.shortened(key);
    }

    /** Where in the tree this node is, for example {@code buckets[0].s3}. */
    public String path() {
        return path;
    }

    /** Line in the file, from 1; 0 when the tree does not come from a file. */
    public int line() {
        return line;
    }

    /** The line of what stands at {@code path}, here or below, or of what is nearest to it on the way there. */
    public int lineAt(String path) {
        List<ConfigNode> below = value instanceof NodeValue.Items list
                ? list.items()
                : List.copyOf(children().values());
        return below.stream()
                .filter(child -> Problems.isWithin(path, child.path))
                .findFirst()
                .map(child -> child.lineAt(path))
                .orElse(line);
    }

    /** Where the problems of this tree are collected. */
    public Problems problems() {
        return problems;
    }

    /**
     * Whether this node and everything below it have no problems so far, so that the values read from it may be used.
     * Problems elsewhere do not count, so one problem neither hides nor causes another.
     */
    public boolean isSound() {
        return problems.spare(path);
    }

    /** Whether the values of {@code keys} have no problems so far, so that a check across them makes sense. */
    public boolean isSound(String... keys) {
        return paths(keys).stream().allMatch(problems::spare);
    }

    /** Adds a problem with this node. */
    public void problem(String message) {
        problems.add(path, line, message);
    }

    /** Adds a problem with the value of {@code key}, or with this node if the key is missing. */
    public void problem(String key, String message) {
        problem(key, message, Set.of());
    }

    /**
     * The same for a problem that would not exist if there were a value at one of the {@code wanted} paths: it is not
     * reported if one of them is misspelt.
     */
    public void problem(String key, String message, Collection<String> wanted) {
        ConfigNode child = children().get(key);
        problems.add(join(path, key), child == null ? line : child.line, message, wanted);
    }

    /** Adds a problem with this node that would not exist if the node had one of the {@code wanted} keys. */
    public void lacks(String message, String... wanted) {
        problems.add(path, line, message, paths(wanted));
    }

    /** The paths of {@code keys}, whether they are there or not. */
    public Set<String> paths(String... keys) {
        return Stream.of(keys).map(key -> join(path, key)).collect(Collectors.toSet());
    }

    /** Whether {@code key} is there. Does not make it known. */
    public boolean has(String key) {
        return children().containsKey(key);
    }

    /** The keys of this mapping, in order; none if it is no mapping. */
    public Set<String> keys() {
        return children().keySet();
    }

    /** Whether the value of {@code key} is a list. Does not make it known. */
    public boolean isList(String key) {
        ConfigNode child = children().get(key);
        return child != null && child.value instanceof NodeValue.Items;
    }

    /** Whether the value of {@code key} is a mapping. Does not make it known. */
    public boolean isMapping(String key) {
        ConfigNode child = children().get(key);
        return child != null && child.value instanceof NodeValue.Keys;
    }

    /** The value of {@code key} for a message; never a secret or a value from the environment. */
    public String describe(String key) {
        ConfigNode child = children().get(key);
        return child == null ? "nothing" : child.describe();
    }

    /** A text. */
    public Optional<String> string(String key) {
        return value(key, "a text", text -> text);
    }

    /** A required text that must not be empty; a missing one is a problem and read as {@code ""}. */
    public String requiredString(String key) {
        Optional<String> text = string(key);
        if (!has(key)) {
            problem(key, "is missing");
        } else if (text.isPresent() && text.get().isBlank()) {
            problem(key, "is empty");
        }
        return text.orElse("");
    }

    /**
     * A secret: the text itself, or with {@code file:/path} the content of that file without its last line break, as
     * secret stores mount them. An empty one is noted.
     */
    public Optional<Secret> secret(String key) {
        Optional<String> text = string(key)
                .flatMap(written -> written.startsWith("file:")
                        ? secretFile(key, written.substring("file:".length()))
                        : Optional.of(written));
        if (text.isPresent() && text.get().isBlank()) {
            problem(key, "is empty");
        }
        return text.filter(secret -> !secret.isBlank()).map(Secret::of);
    }

    private Optional<String> secretFile(String key, String file) {
        try {
            return Optional.of(SecretFile.read(file));
        } catch (IOException e) {
            problem(key, "the file \"" + Shown.shortened(file) + "\" cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> bool(String key) {
        return value(key, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    /** A whole number from {@code min} to {@code max}. */
    public OptionalInt integer(String key, int min, int max) {
        Optional<Integer> number = value(key, "a whole number from " + min + " to " + max, text -> {
            Long parsed = Units.wholeNumber(text);
            return parsed == null || parsed < min || parsed > max ? null : parsed.intValue();
        });
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number.get());
    }

    /** A time span: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}; a bare number is seconds. */
    public Optional<Duration> duration(String key) {
        return duration(key, Units.LONGEST);
    }

    /** A time span no longer than {@code longest}. */
    public Optional<Duration> duration(String key, Duration longest) {
        String accepted = "a time span such as 250ms, 30s, 5m, 1h or 7d, " + Units.write(longest)
                + " at most (a bare number is seconds)";
        return value(key, accepted, text -> {
            Duration span = Units.duration(text);
            return span == null || span.compareTo(longest) > 0 ? null : span;
        });
    }

    /** A time span above 0. */
    public Optional<Duration> positiveDuration(String key) {
        return positiveDuration(key, Units.LONGEST);
    }

    /** A time span above 0 and no longer than {@code longest}. */
    public Optional<Duration> positiveDuration(String key, Duration longest) {
        String accepted = "a time span above 0 such as 250ms, 30s, 5m or 1h, " + Units.write(longest)
                + " at most (a bare number is seconds)";
        return value(key, accepted, text -> {
            Duration span = Units.duration(text);
            return span == null || span.isZero() || span.compareTo(longest) > 0 ? null : span;
        });
    }

    /** A size in bytes: {@code 64KB}, {@code 10MB}, {@code 1GB} (powers of 1024); a bare number is bytes. */
    public OptionalLong size(String key) {
        Optional<Long> bytes = value(key, "a size such as 64KB, 10MB or 1GB (a bare number is bytes)", Units::size);
        return bytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes.get());
    }

    /** A size from {@code min} to {@code max} bytes. */
    public OptionalLong size(String key, long min, long max) {
        String accepted = "a size from " + Units.write(min) + " to " + Units.write(max)
                + ", such as 64KB or 10MB (a bare number is bytes)";
        Optional<Long> bytes = value(key, accepted, text -> {
            Long size = Units.size(text);
            return size == null || size < min || size > max ? null : size;
        });
        return bytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes.get());
    }

    /** One of the constants of {@code type}, written in lower case. */
    public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return value(key, "one of " + String.join(", ", constants.keySet()), constants::get);
    }

    /** A list of texts; none if the key is missing. Items that are no texts are noted and left out. */
    public List<String> strings(String key) {
        return items(key).stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The text this node is; anything else is noted. */
    public Optional<String> text() {
        if (value instanceof NodeValue.Text text) {
            return Optional.of(text.text());
        }
        expected("must be a text");
        return Optional.empty();
    }

    /** A list of values; none if the key is missing. */
    public List<ConfigNode> items(String key) {
        ConfigNode child = read(key);
        if (child == null) {
            return List.of();
        }
        if (child.value instanceof NodeValue.Items list) {
            return list.items();
        }
        names.leave(key);
        child.expected("must be a list");
        return List.of();
    }

    /** A mapping. */
    public Optional<ConfigNode> child(String key) {
        ConfigNode child = read(key);
        if (child == null || child.isMapping()) {
            return Optional.ofNullable(child);
        }
        names.leave(key);
        return Optional.empty();
    }

    /** A mapping, or an empty mapping if the key is missing. */
    public ConfigNode childOrEmpty(String key) {
        return child(key).orElseGet(() -> mapping(problems, join(path, key), line, Map.of()));
    }

    /** A mapping, or an empty one if the key is missing; empty, and a problem, if the value is not a mapping. */
    public Optional<ConfigNode> childIfUsable(String key) {
        return has(key) ? child(key) : Optional.of(childOrEmpty(key));
    }

    /** Whether this is a mapping; notes a problem if it is not. */
    public boolean isMapping() {
        if (value instanceof NodeValue.Keys) {
            return true;
        }
        expected("must hold keys and values");
        return false;
    }

    /**
     * This mapping, completed with values of another one: those of {@code keys} that only {@code base} has. Keys that are read
     * from the result become known here.
     */
    public ConfigNode inheriting(ConfigNode base, Collection<String> keys) {
        Map<String, ConfigNode> all = new LinkedHashMap<>(children());
        base.children().forEach((key, child) -> {
            if (keys.contains(key)) {
                all.putIfAbsent(key, child);
            }
        });
        NodeValue merged = new NodeValue.Keys(Collections.unmodifiableMap(all));
        return new ConfigNode(problems, path, line, isMapping() ? merged : value, names);
    }

    /** Makes {@code key} known without reading it; another reader checks everything below it. */
    public void leaveTo(String key) {
        names.add(key);
        names.leave(key);
    }

    /** Adds a problem for {@code key} if it is present: a setting that this version does not support yet. */
    public void refuse(String key, String why) {
        names.refuse(key);
        if (has(key)) {
            problem(key, why);
        }
    }

    /**
     * Adds a problem for every key, here and below, that was not read, with the nearest known key. If the known key is
     * missing, the unknown one counts as its misspelling, and problems that only follow from its absence are not
     * reported.
     */
    public void reportUnknownKeys() {
        if (value instanceof NodeValue.Items list) {
            list.items().forEach(ConfigNode::reportUnknownKeys);
        }
        children().forEach((key, child) -> {
            if (names.isUnknown(key)) {
                reportUnknown(key, child);
            } else if (names.isReadHere(key)) {
                child.reportUnknownKeys();
            }
        });
    }

    /** Notes the key that was probably meant for {@code key}, if that is not there; every other one is left alone. */
    public void reportMisspelt(String key) {
        children().forEach((typed, child) -> {
            if (!has(key)
                    && names.isUnknown(typed)
                    && NearestName.of(typed, Set.of(key)).isPresent()) {
                reportUnknown(typed, child);
            }
        });
    }

    private void reportUnknown(String key, ConfigNode child) {
        Optional<String> meant = names.meantBy(key, keys());
        problems.addUnknownKey(
                new Problem(child.path, child.line, "is not known here; " + names.advice(meant)),
                meant.filter(name -> !has(name)).map(name -> join(path, name)));
    }

    private <T> Optional<T> value(String key, String accepted, Function<String, @Nullable T> parse) {
        ConfigNode child = read(key);
        if (child == null) {
            return Optional.empty();
        }
        T parsed = child.value instanceof NodeValue.Text text ? parse.apply(text.text()) : null;
        if (parsed == null) {
            names.leave(key);
            child.expected("must be " + accepted);
        }
        return Optional.ofNullable(parsed);
    }

    private @Nullable ConfigNode read(String key) {
        names.add(key);
        return children().get(key);
    }

    private Map<String, ConfigNode> children() {
        return value instanceof NodeValue.Keys keys ? keys.children() : Map.of();
    }

    private void expected(String must) {
        if (!(value instanceof NodeValue.Broken)) {
            problem(must + ", found " + describe());
        }
    }

    private String describe() {
        return Shown.describe(path, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigNode that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The path of this node only: values may be secrets. */
    @Override
    public String toString() {
        return "ConfigNode[" + path + "]";
    }
}
