package dev.yatagarasu.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.api.config.Problems;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says why a text is no YAML, without quoting any of it: it may hold secrets. */
final class YamlText {
    private static final String IN_BRACKETS =
            "a list or mapping in brackets goes wrong here: separate its parts with commas,"
                    + " close it, and put values that hold { or } (such as ${NAME}) in quotes";

    /** How the parser's messages start, and what they mean to somebody who writes a configuration. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(
                    "mapping values are not allowed",
                    "a key stands where none may be: is the indentation right, and"
                            + " is a value that holds \": \" in quotes?"),
            Map.entry(
                    "sequence entries are not allowed",
                    "a list item (-) stands where none may be: is the indentation" + " right?"),
            Map.entry("expected <block end>", "the indentation does not fit the lines above"),
            Map.entry(
                    "could not find expected ':'",
                    "this is no \"key: value\": is a colon, or the space after it," + " missing?"),
            Map.entry("found unexpected end of stream", "a quote is never closed"),
            Map.entry("found character '\\t", "a tab stands where spaces must: YAML is indented with spaces"),
            Map.entry("expected ',' or '}'", IN_BRACKETS),
            Map.entry("expected ',' or ']'", IN_BRACKETS));

    private static final String NOT_UNDERSTOOD = "it is not understood; put a value in single quotes if it starts with"
            + " one of @ ` % ! & * | > or holds a backslash";

    private YamlText() {}

    /** The first character that no YAML text may hold, and texts over the size limit. */
    static Optional<Problem> check(String text) {
        if (text.length() > ConfigFile.LARGEST) {
            return Optional.of(new Problem("", 0, "the configuration is larger than 10MB"));
        }
        int line = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                line++;
            } else if (!allowed(c)) {
                return Optional.of(new Problem(
                        "",
                        line,
                        String.format(
                                Locale.ROOT,
                                "the character U+%04X is not allowed in YAML: remove it, or write it as an escape"
                                        + " in double quotes",
                                c)));
            }
        }
        return Optional.empty();
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
    static ConfigurationException notYaml(JsonProcessingException e, Problems problems) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String reason = NOT_UNDERSTOOD;
        if (e.getCause() instanceof MarkedYAMLException marked) {
            Mark mark = marked.getProblemMark();
            line = mark == null ? line : mark.getLine() + 1;
            reason = reason(String.valueOf(marked.getProblem()));
        }
        problems.add("", Math.max(0, line), "this is no valid YAML: " + reason);
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
