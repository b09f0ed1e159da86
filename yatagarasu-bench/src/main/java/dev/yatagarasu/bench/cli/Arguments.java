package dev.yatagarasu.bench.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The words of a command line, read one after the other. */
public final class Arguments {
    private final Deque<String> rest;

    /** Those words. */
    public Arguments(List<String> words) {
        this.rest = new ArrayDeque<>(words);
    }

    /** Whether there are more. */
    public boolean hasNext() {
        return !rest.isEmpty();
    }

    /** The next word. */
    public String next() {
        return rest.remove();
    }

    /** The word behind an option; throws where there is none. */
    public String valueOf(String option) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.remove();
    }
}
