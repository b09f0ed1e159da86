package dev.yatagarasu.api.config;

import dev.yatagarasu.api.YatagarasuException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration is invalid. No part of it has taken effect. */
public final class ConfigurationException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates the exception with all problems. */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Creates the exception with one problem that has no place in a file. */
    public ConfigurationException(String path, String message) {
        this(List.of(new Problem(path, 0, message)));
    }

    /** All problems, never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
