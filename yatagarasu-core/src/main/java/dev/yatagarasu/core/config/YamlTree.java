package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problems;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Makes a {@link ConfigNode} tree from one YAML document. Every single value stays the text that was written, whatever
 * YAML would take it for, until a reader asks for its type. Anchors, aliases and tags are refused: so nothing expands,
 * and nothing is ever instantiated.
 */
final class YamlTree {
    private static final int DEEPEST = 50;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Iterator<Event> events;
    private final Problems problems;
    private final Environment environment;

    private YamlTree(Iterator<Event> events, Problems problems, Environment environment) {
        this.events = events;
        this.problems = problems;
        this.environment = environment;
    }

    /**
     * The tree of {@code text}. Problems that leave a tree are noted.
     *
     * @throws ConfigurationException with these and the one that leaves none
     */
    static ConfigNode parse(String text, Problems problems, Environment environment) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        YamlText.check(content, problems);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ConfigFile.LARGEST + 1);
        try {
            Iterator<Event> events =
                    new Yaml(options).parse(new StringReader(content)).iterator();
            return new YamlTree(events, problems, environment).document();
        } catch (YAMLException e) {
            throw YamlText.notYaml(e, problems);
        }
    }

    private ConfigNode document() {
        Event first = next();
        while (first.is(ID.StreamStart) || first.is(ID.DocumentStart)) {
            first = next();
        }
        if (first.is(ID.StreamEnd) || isNull(first)) {
            throw stop("", 0, "the configuration is empty: it needs at least buckets");
        }
        if (!first.is(ID.MappingStart)) {
            throw stop("", line(first), "the configuration must be made of keys and values, such as buckets:");
        }
        ConfigNode root = node(first, "", line(first), 1);
        refuseMoreDocuments();
        return root;
    }

    private void refuseMoreDocuments() {
        while (events.hasNext()) {
            if (next() instanceof DocumentStartEvent second) {
                problems.add(
                        "", line(second), "a second document starts here (---): only one is read, remove the other");
                return;
            }
        }
    }

    private ConfigNode node(Event event, String path, int line, int depth) {
        if (depth > DEEPEST) {
            throw stop(path, line, "is nested more than " + DEEPEST + " levels deep");
        }
        if (checkPlain(event, path, line)) {
            return content(event, path, line, depth);
        }
        if (event instanceof CollectionStartEvent) {
            content(event, path, line, depth);
        }
        return ConfigNode.broken(problems, path, line);
    }

    private ConfigNode content(Event event, String path, int line, int depth) {
        return switch (event) {
            case MappingStartEvent start -> mapping(path, line, depth);
            case SequenceStartEvent start -> sequence(path, line, depth);
            case ScalarEvent scalar -> scalar(scalar, path, line);
            default -> throw new IllegalStateException("no value can start with " + event.getEventId());
        };
    }

    private ConfigNode mapping(String path, int line, int depth) {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        for (Event event = next(); !event.is(ID.MappingEnd); event = next()) {
            String key = key(event, path);
            int keyLine = line(event);
            ConfigNode child = node(next(), ConfigNode.join(path, key), keyLine, depth + 1);
            ConfigNode earlier = children.putIfAbsent(key, child);
            if (earlier != null) {
                child.problem("stands here a second time, first in line " + earlier.line() + ": remove one of them");
            }
        }
        return ConfigNode.mapping(problems, path, line, children);
    }

    private String key(Event event, String path) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw stop(path, line(event), "holds a key that is no text: quote it if it starts with one of [ { & * ?");
        }
        checkPlain(scalar, path, line(event));
        return scalar.getValue();
    }

    private ConfigNode sequence(String path, int line, int depth) {
        List<ConfigNode> items = new ArrayList<>();
        for (Event event = next(); !event.is(ID.SequenceEnd); event = next()) {
            items.add(node(event, path + "[" + items.size() + "]", line(event), depth + 1));
        }
        return ConfigNode.sequence(problems, path, line, items);
    }

    private ConfigNode scalar(ScalarEvent scalar, String path, int line) {
        if (isNull(scalar)) {
            return ConfigNode.nothing(problems, path, line);
        }
        String written = scalar.getValue();
        Optional<String> text = environment.replace(written, problem -> problems.add(path, line, problem));
        return text.map(value -> ConfigNode.scalar(problems, path, line, value, written))
                .orElseGet(() -> ConfigNode.broken(problems, path, line));
    }

    /** Notes anchors, aliases and tags, without their names: these may be how a secret starts. */
    private boolean checkPlain(Event event, String path, int line) {
        if (event.is(ID.Alias) || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            problems.add(
                    path,
                    line,
                    "uses a YAML anchor or alias (& or *), which are not read here: write the value"
                            + " out, in quotes if it starts with & or *");
            return false;
        }
        if (hasTag(event)) {
            problems.add(
                    path,
                    line,
                    "uses a YAML tag (!), which are not read here: write the value in quotes if it starts with !");
            return false;
        }
        return true;
    }

    private static boolean hasTag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag() != null;
            case CollectionStartEvent collection -> collection.getTag() != null;
            default -> false;
        };
    }

    private static boolean isNull(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NULLS.contains(scalar.getValue());
    }

    private Event next() {
        return events.next();
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private ConfigurationException stop(String path, int line, String message) {
        problems.add(path, line, message);
        return new ConfigurationException(problems.list());
    }
}
