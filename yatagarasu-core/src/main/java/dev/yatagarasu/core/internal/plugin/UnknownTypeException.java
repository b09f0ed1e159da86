package dev.yatagarasu.core.internal.plugin;

import dev.yatagarasu.api.YatagarasuException;
import java.util.Optional;

/** A configuration names a type that nothing here makes. The message says what there is, and where the type may be had. */
public final class UnknownTypeException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final transient Optional<String> meant;

    UnknownTypeException(String problem, Optional<String> meant) {
        super(problem);
        this.problem = problem;
        this.meant = meant;
    }

    /** The type that was probably meant, if any is near. */
    public Optional<String> meant() {
        return meant;
    }

    /** What is wrong, in words for whoever wrote the configuration. */
    public String problem() {
        return problem;
    }
}
