package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small good configuration to change one thing in. In paths, numbers are positions: {@code buckets.0.s3.region}. */
final class Yaml {
    static final long HEAP = Runtime.getRuntime().maxMemory();

    private final Map<String, Object> root = new LinkedHashMap<>();

    static Yaml minimal() {
        return new Yaml().bucket(0, "files");
    }

    static Yaml empty() {
        return new Yaml();
    }

    Yaml bucket(int position, String name) {
        String bucket = "buckets." + position;
        return set(bucket + ".name", name)
                .set(bucket + ".path_prefix", "/" + name)
                .set(bucket + ".s3.bucket", "objects")
                .set(bucket + ".s3.region", "eu-central-1")
                .set(bucket + ".s3.credentials", "anonymous")
                .set(bucket + ".auth.enabled", "false");
    }

    Yaml set(String path, String value) {
        parent(path).put(last(path), value);
        return this;
    }

    Yaml remove(String path) {
        parent(path).remove(last(path));
        return this;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> parent(String path) {
        Map<String, Object> map = root;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            map = (Map<String, Object>) map.computeIfAbsent(names[i], name -> new LinkedHashMap<String, Object>());
        }
        return map;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text, root, "");
        return text.toString();
    }

    private static void write(StringBuilder text, Map<?, ?> map, String indent) {
        map.forEach((key, value) -> {
            boolean item = Character.isDigit(key.toString().charAt(0));
            text.append(indent).append(item ? "-" : key + ":");
            if (value instanceof Map<?, ?> inner) {
                text.append(inner.isEmpty() ? " {}\n" : "\n");
                write(text, inner, indent + "  ");
            } else {
                text.append(' ').append(value).append('\n');
            }
        });
    }

    YatagarasuConfig parse() {
        return parse(toString());
    }

    List<String> problems() {
        return problems(toString());
    }

    /** What is wrong, without lines. */
    static List<String> problems(String yaml) {
        return found(yaml).stream()
                .map(problem -> new Problem(problem.path(), 0, problem.message()).toString())
                .toList();
    }

    static List<Problem> found(String yaml) {
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, () -> parse(yaml));
        return Optional.ofNullable(thrown).map(ConfigurationException::problems).orElse(List.of());
    }

    static YatagarasuConfig parse(String yaml) {
        return parse(yaml, Map.of());
    }

    static YatagarasuConfig parse(String yaml, Map<String, String> variables) {
        Environment environment = new Environment(name -> Optional.ofNullable(variables.get(name)));
        return new ConfigReader(environment, HEAP).draft(yaml).config();
    }
}
