package dev.yatagarasu.api.config;

import dev.yatagarasu.api.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node of a configuration tree that is read strictly: reading a key makes it known, a value of the wrong type is noted
 * as a {@link Problem} instead of thrown (the reader goes on with a harmless value), and {@link #reportUnknownKeys()}
 * notes every key that nobody read. So one pass finds all problems, each with its path and line.
 *
 * <p>Whoever reads a tree must look at its {@link Problems} before using what was read. Not safe for several threads.
 */
public final class ConfigNode {
    private final Problems problems;
    private final String path;
    private final int line;
    private final @Nullable String scalar;
    private final @Nullable Map<String, ConfigNode> children;
    private final @Nullable List<ConfigNode> items;

    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> readElsewhere = new LinkedHashSet<>();

    private ConfigNode(
            Problems problems,
            String path,
            int line,
            @Nullable String scalar,
            @Nullable Map<String, ConfigNode> children,
            @Nullable List<ConfigNode> items) {
        this.problems = problems;
        this.path = path;
        this.line = line;
        this.scalar = scalar;
        this.children = children;
        this.items = items;
    }

    /** A single value as text; its type is what the reader asks for. */
    public static ConfigNode scalar(Problems problems, String path, int line, String text) {
        return new ConfigNode(problems, path, line, text, null, null);
    }

    /** Named values, in order. */
    public static ConfigNode mapping(Problems problems, String path, int line, Map<String, ConfigNode> children) {
        return new ConfigNode(problems, path, line, null, new LinkedHashMap<>(children), null);
    }

    /** A list of values. */
    public static ConfigNode sequence(Problems problems, String path, int line, List<ConfigNode> items) {
        return new ConfigNode(problems, path, line, null, null, List.copyOf(items));
    }

    /** A tree from maps, lists and scalars, for configuration that is written in code. */
    public static ConfigNode of(Map<String, ?> values) {
        return from(new Problems(), "", values);
    }

    private static ConfigNode from(Problems problems, String path, Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, ConfigNode> children = new LinkedHashMap<>();
                map.forEach((key, child) ->
                        children.put(key.toString(), from(problems, join(path, key.toString()), child)));
                yield mapping(problems, path, 0, children);
            }
            case List<?> list -> {
                ConfigNode[] items = new ConfigNode[list.size()];
                Arrays.setAll(items, i -> from(problems, path + "[" + i + "]", list.get(i)));
                yield sequence(problems, path, 0, List.of(items));
            }
            default -> scalar(problems, path, 0, value.toString());
        };
    }

    /** The path of the child {@code key} of the node at {@code path}. */
    public static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where in the tree this node is, for example {@code buckets[0].s3}. */
    public String path() {
        return path;
    }

    /** Line in the file, from 1; 0 when the tree does not come from a file. */
    public int line() {
        return line;
    }

    /** Where the problems of this tree are collected. */
    public Problems problems() {
        return problems;
    }

    /** Notes a problem with this node. */
    public void problem(String message) {
        problems.add(path, line, message);
    }

    /** Notes a problem with the value of {@code key}, or with this node where the key is missing. */
    public void problem(String key, String message) {
        ConfigNode child = children == null ? null : children.get(key);
        problems.add(join(path, key), child == null ? line : child.line, message);
    }

    /** Whether {@code key} is there. Does not make it known. */
    public boolean has(String key) {
        return children != null && children.containsKey(key);
    }

    /** The keys of this mapping, in order; none if it is no mapping. */
    public Set<String> keys() {
        return children == null ? Set.of() : Set.copyOf(children.keySet());
    }

    /** A text. */
    public Optional<String> string(String key) {
        return value(key, "a text", text -> text);
    }

    /** A text that must be there and not be empty; a missing one is noted and read as {@code ""}. */
    public String requiredString(String key) {
        Optional<String> text = string(key);
        if (text.isEmpty() && !has(key)) {
            problem(key, "is missing");
        } else if (text.isPresent() && text.get().isBlank()) {
            problem(key, "is empty");
        }
        return text.orElse("");
    }

    /**
     * A secret: the text itself, or with {@code file:/path} the content of that file without its last line break, as
     * secret stores mount them.
     */
    public Optional<Secret> secret(String key) {
        Optional<Secret> secret = string(key)
                .flatMap(text -> text.startsWith("file:")
                        ? secretFile(key, text.substring("file:".length()))
                        : Optional.of(Secret.of(text)));
        if (secret.isPresent() && secret.get().reveal().isEmpty()) {
            problem(key, "is empty");
        }
        return secret;
    }

    private Optional<Secret> secretFile(String key, String file) {
        try {
            return Optional.of(Secret.of(Files.readString(Path.of(file)).stripTrailing()));
        } catch (IOException | IllegalArgumentException e) {
            problem(
                    key,
                    "the secret file \"" + file + "\" cannot be read ("
                            + e.getClass().getSimpleName() + ")");
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
        return value(key, "a time span such as 250ms, 30s, 5m or 1h (a bare number is seconds)", Units::duration);
    }

    /** A time span that must be longer than nothing. */
    public Optional<Duration> positiveDuration(String key) {
        return value(key, "a time span above 0 such as 250ms, 30s, 5m or 1h (a bare number is seconds)", text -> {
            Duration span = Units.duration(text);
            return span == null || span.isZero() ? null : span;
        });
    }

    /** A size in bytes: {@code 64KB}, {@code 10MB}, {@code 1GB} (powers of 1024); a bare number is bytes. */
    public OptionalLong size(String key) {
        Optional<Long> bytes = value(key, "a size such as 64KB, 10MB or 1GB (a bare number is bytes)", Units::size);
        return bytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes.get());
    }

    /** One of the constants of {@code type}, written in lower case. */
    public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String accepted = String.join(
                ", ",
                Arrays.stream(constants)
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList());
        return value(key, "one of " + accepted, text -> {
            for (E constant : constants) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return constant;
                }
            }
            return null;
        });
    }

    /** A list of texts; none if the key is missing. */
    public List<String> strings(String key) {
        return items(key).stream()
                .map(item -> {
                    if (item.scalar == null) {
                        item.problem("must be a text, found " + item.describe());
                    }
                    return item.scalar == null ? "" : item.scalar;
                })
                .toList();
    }

    /** A list of values; none if the key is missing. */
    public List<ConfigNode> items(String key) {
        ConfigNode child = read(key);
        if (child == null) {
            return List.of();
        }
        if (child.items == null) {
            child.problem("must be a list, found " + child.describe());
            return List.of();
        }
        return child.items;
    }

    /** A mapping. */
    public Optional<ConfigNode> child(String key) {
        ConfigNode child = read(key);
        return child != null && child.isMapping() ? Optional.of(child) : Optional.empty();
    }

    /** A mapping, or an empty one in its place where the key is missing. */
    public ConfigNode childOrEmpty(String key) {
        return child(key).orElseGet(() -> mapping(problems, join(path, key), line, Map.of()));
    }

    /** Whether this is a mapping; notes a problem if it is not. */
    public boolean isMapping() {
        if (children == null) {
            problem("must hold keys and values, found " + describe());
        }
        return children != null;
    }

    /** Makes {@code key} known without reading it, and leaves the check of what is below it to somebody else. */
    public void leaveTo(String key) {
        known.add(key);
        readElsewhere.add(key);
    }

    /** Notes a problem for {@code key} if it is there: it is a setting that this version does not have yet. */
    public void refuse(String key, String why) {
        if (read(key) != null) {
            readElsewhere.add(key);
            problem(key, why);
        }
    }

    /** Notes every key, here and below, that nobody has read, with the nearest one that somebody would have. */
    public void reportUnknownKeys() {
        if (items != null) {
            items.forEach(ConfigNode::reportUnknownKeys);
        }
        if (children != null) {
            children.forEach((key, child) -> {
                if (!known.contains(key)) {
                    problem(key, "is not known here; " + NearestName.suggest(key, known));
                } else if (!readElsewhere.contains(key)) {
                    child.reportUnknownKeys();
                }
            });
        }
    }

    private <T> Optional<T> value(String key, String accepted, Function<String, @Nullable T> parse) {
        ConfigNode child = read(key);
        if (child == null) {
            return Optional.empty();
        }
        T parsed = child.scalar == null ? null : parse.apply(child.scalar);
        if (parsed == null) {
            child.problem("must be " + accepted + ", found " + child.describe());
        }
        return Optional.ofNullable(parsed);
    }

    private @Nullable ConfigNode read(String key) {
        known.add(key);
        return children == null ? null : children.get(key);
    }

    private String describe() {
        if (scalar == null) {
            return children != null ? "keys and values" : "a list";
        }
        String name = path.substring(path.lastIndexOf('.') + 1);
        boolean hidden = name.endsWith("_key") || name.contains("secret") || name.contains("token");
        return scalar.isEmpty() ? "nothing" : hidden ? "another value" : "\"" + scalar + "\"";
    }

    /** The path and kind of this node only: values may be secrets. */
    @Override
    public String toString() {
        return "ConfigNode[" + path + "]";
    }
}
