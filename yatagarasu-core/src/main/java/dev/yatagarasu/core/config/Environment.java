package dev.yatagarasu.core.config;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Replaces references to environment variables in a value: a dollar sign, then in braces a NAME or NAME:-default. As in a
 * shell, the default is for a variable that is not set or empty; two dollar signs before the brace stand for a plain one
 * with it. What is put in is never looked at again.
 */
final class Environment {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String OPEN = "${";

    private final Function<String, Optional<String>> variables;

    Environment(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /** The variables of this process. */
    static Environment ofProcess() {
        return new Environment(name -> Optional.ofNullable(System.getenv(name)));
    }

    /** The value with everything replaced; empty when something is wrong, which goes to {@code problem}. */
    Optional<String> replace(String written, Consumer<String> problem) {
        StringBuilder replaced = new StringBuilder(written.length());
        boolean good = true;
        int from = 0;
        for (int at = written.indexOf(OPEN); at >= 0; at = written.indexOf(OPEN, from)) {
            if (at > from && written.charAt(at - 1) == '$') {
                replaced.append(written, from, at - 1).append(OPEN);
                from = at + OPEN.length();
                continue;
            }
            int end = written.indexOf('}', at);
            if (end < 0) {
                problem.accept("holds ${ without }: write ${NAME} or ${NAME:-default}, or $${ for a plain ${");
                return Optional.empty();
            }
            replaced.append(written, from, at);
            Optional<String> value = resolve(written.substring(at + OPEN.length(), end), problem);
            value.ifPresent(replaced::append);
            good &= value.isPresent();
            from = end + 1;
        }
        return good ? Optional.of(replaced.append(written.substring(from)).toString()) : Optional.empty();
    }

    private Optional<String> resolve(String reference, Consumer<String> problem) {
        int mark = reference.indexOf(":-");
        String name = mark < 0 ? reference : reference.substring(0, mark);
        if (!NAME.matcher(name).matches() || reference.contains(OPEN)) {
            problem.accept("holds something between ${ and } that is neither NAME nor NAME:-default, with NAME made of"
                    + " letters, digits and underscores; write $${ for a plain ${");
            return Optional.empty();
        }
        Optional<String> value = variables.apply(name);
        if (mark >= 0) {
            return Optional.of(value.filter(text -> !text.isEmpty()).orElse(reference.substring(mark + 2)));
        }
        if (value.isEmpty()) {
            problem.accept("needs the environment variable " + name + ", which is not set: set it, or write ${" + name
                    + ":-default}");
        }
        return value;
    }
}
