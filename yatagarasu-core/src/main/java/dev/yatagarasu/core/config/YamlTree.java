package dev.yatagarasu.core.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Makes a {@link ConfigNode} tree from one YAML document. Every single value stays the text that was written, whatever
 * YAML would take it for, until a reader asks for its type. Anchors, aliases and tags are refused: so nothing expands,
 * and nothing is ever instantiated.
 */
final class YamlTree {
    private static final int DEEPEST = 50;
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loaderOptions(options())
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final YAMLParser parser;
    private final Problems problems;
    private final Environment environment;

    private YamlTree(YAMLParser parser, Problems problems, Environment environment) {
        this.parser = parser;
        this.problems = problems;
        this.environment = environment;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ConfigFile.LARGEST + 1);
        return options;
    }

    /**
     * The tree of {@code text}. Problems that leave a tree are noted.
     *
     * @throws ConfigurationException with these and the one that leaves none
     */
    static ConfigNode parse(String text, Problems problems, Environment environment) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        YamlText.check(content).ifPresent(problem -> {
            problems.add("", problem.line(), problem.message());
            problems.throwIfAny();
        });
        try (YAMLParser parser = YAML.createParser(content)) {
            return new YamlTree(parser, problems, environment).document();
        } catch (JsonProcessingException e) {
            throw YamlText.notYaml(e, problems);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    private ConfigNode document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            throw stop("", 0, "the configuration is empty: it needs at least buckets");
        }
        if (first != JsonToken.START_OBJECT) {
            throw stop("", line(), "the configuration must be made of keys and values, such as buckets:");
        }
        refuseMarks("", line());
        ConfigNode root = mapping("", line(), 1);
        if (parser.nextToken() != null) {
            problems.add("", line(), "a second document starts here (---): only one is read, remove the other");
        }
        return root;
    }

    private ConfigNode node(String path, int line, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw stop(path, line, "is nested more than " + DEEPEST + " levels deep");
        }
        if (refuseMarks(path, line)) {
            parser.skipChildren();
            return ConfigNode.broken(problems, path, line);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(path, line, depth);
            case START_ARRAY -> sequence(path, line, depth);
            case VALUE_NULL -> ConfigNode.nothing(problems, path, line);
            default -> scalar(path, line);
        };
    }

    private ConfigNode mapping(String path, int line, int depth) throws IOException {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            ConfigNode child = node(ConfigNode.join(path, key), keyLine, depth + 1);
            ConfigNode earlier = children.putIfAbsent(key, child);
            if (earlier != null) {
                child.problem("stands here a second time, first in line " + earlier.line() + ": remove one of them");
            }
        }
        return ConfigNode.mapping(problems, path, line, children);
    }

    private ConfigNode sequence(String path, int line, int depth) throws IOException {
        List<ConfigNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]", line(), depth + 1));
        }
        return ConfigNode.sequence(problems, path, line, items);
    }

    private ConfigNode scalar(String path, int line) throws IOException {
        String written = parser.getText();
        Optional<String> text = environment.replace(written, problem -> problems.add(path, line, problem));
        return text.map(value -> ConfigNode.scalar(problems, path, line, value, written))
                .orElseGet(() -> ConfigNode.broken(problems, path, line));
    }

    /** Whether the current value has an anchor, alias or tag. Their names are not shown: they may be a secret's start. */
    private boolean refuseMarks(String path, int line) throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            problems.add(
                    path,
                    line,
                    "uses a YAML anchor or alias (& or *), which are not read here: write the value"
                            + " out, in quotes if it starts with & or *");
            return true;
        }
        if (parser.getTypeId() != null) {
            problems.add(
                    path,
                    line,
                    "uses a YAML tag (!), which are not read here: write the value in quotes if it" + " starts with !");
            return true;
        }
        return false;
    }

    private int line() {
        JsonLocation location = parser.currentTokenLocation();
        return location.getLineNr();
    }

    private ConfigurationException stop(String path, int line, String message) {
        problems.add(path, line, message);
        return new ConfigurationException(problems.list());
    }
}
