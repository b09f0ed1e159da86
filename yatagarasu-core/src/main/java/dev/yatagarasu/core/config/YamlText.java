package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problems;
import java.util.HexFormat;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says why a text is no YAML, without quoting any of it: it may hold secrets. */
final class YamlText {
    private static final String IN_BRACKETS =
            "a list or mapping in brackets goes wrong here: separate its parts with commas, close it,"
                    + " and put values that hold { or } (such as ${NAME}) in quotes";

    /** How the parser's messages start, and what they mean to the author of a configuration. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(
                    "mapping values are not allowed",
                    "a key stands where none may be: is the indentation right, and is a"
                            + " value that holds \": \" in quotes?"),
            Map.entry(
                    "sequence entries are not allowed",
                    "a list item (-) stands where none may be: is the indentation right?"),
            Map.entry("expected <block end>", "the indentation does not fit the lines above"),
            Map.entry(
                    "could not find expected ':'",
                    "this is no \"key: value\": is a colon, or the space after it, missing?"),
            Map.entry("found unexpected end of stream", "a quote is never closed"),
            Map.entry("found character '\\t", "a tab stands where spaces must: YAML is indented with spaces"),
            Map.entry("expected ',' or '}'", IN_BRACKETS),
            Map.entry("expected ',' or ']'", IN_BRACKETS));

    private static final String FORBIDDEN =
            " is not allowed in YAML: remove it, or write it as an escape in double quotes";
    private static final String NOT_UNDERSTOOD = "it is not understood; put a value in single quotes if it starts with"
            + " one of @ ` % ! & * | > or holds a backslash";

    private YamlText() {}

    /** Throws if the text is too large or holds a character that no YAML text may hold. */
    static void check(String text, Problems problems) {
        if (text.length() > ConfigFile.LARGEST) {
            problems.add("", 0, "the configuration is larger than 10MB");
        }
        int line = 1;
        for (int i = 0; problems.isEmpty() && i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                line++;
            } else if (!allowed(c)) {
                problems.add(
                        "",
                        line,
                        "the character U+" + HexFormat.of().withUpperCase().toHexDigits(c, 6) + FORBIDDEN);
            }
        }
        problems.throwIfAny();
    }

    /** YAML 1.1 section 5.1, "Character Set". */
    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0x7e)
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == 0x85
                || (c >= 0xa0 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }

    /** What the parser says, as the last of {@code problems}. */
    static ConfigurationException notYaml(YAMLException e, Problems problems) {
        Mark mark = e instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        String found = e instanceof MarkedYAMLException marked ? String.valueOf(marked.getProblem()) : "";
        problems.add("", mark == null ? 0 : mark.getLine() + 1, "this is no valid YAML: " + reason(found));
        return new ConfigurationException(problems.list());
    }

    private static String reason(String found) {
        return REASONS.entrySet().stream()
                .filter(reason -> found.startsWith(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NOT_UNDERSTOOD);
    }
}
