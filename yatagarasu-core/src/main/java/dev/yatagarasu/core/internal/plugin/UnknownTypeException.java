package dev.yatagarasu.core.internal.plugin;

import dev.yatagarasu.api.YatagarasuException;

/** A configuration names a type that nothing here makes. The message says what there is, and where the type may be had. */
public final class UnknownTypeException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    UnknownTypeException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is wrong, in words for whoever wrote the configuration. */
    public String problem() {
        return problem;
    }
}
