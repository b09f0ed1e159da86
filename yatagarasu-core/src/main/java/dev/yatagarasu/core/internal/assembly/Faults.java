package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftPart;
import dev.yatagarasu.core.internal.plugin.UnknownTypeException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what is wrong with a draft while its components are made, so that all of it is said at once. */
final class Faults {
    private final ConfigDraft draft;
    private final Set<Problem> found = new LinkedHashSet<>();
    /** Sections that nobody reads for no other reason than that their type is misspelt where it is named. */
    private final Set<String> explained = new HashSet<>();

    Faults(ConfigDraft draft) {
        this.draft = draft;
    }

    /** What {@code maker} makes of a part; nothing, and a problem in its place, where it cannot be made. */
    <C> Optional<C> making(DraftPart<?> part, Supplier<Optional<C>> maker) {
        try {
            return maker.get();
        } catch (UnknownTypeException e) {
            add(part.namedAt(), e.problem());
            e.meant().ifPresent(type -> explained.add(sibling(part.section(), type)));
        } catch (ConfigurationException e) {
            e.problems().stream()
                    .map(problem -> draft.placed(part.section(), problem))
                    .filter(problem -> !draft.isMisspelt(problem.path()))
                    .forEach(found::add);
        }
        return Optional.empty();
    }

    private static String sibling(String section, String key) {
        return section.substring(0, section.lastIndexOf('.') + 1) + key;
    }

    /** What the rest cannot be tried without: throws at once where it cannot be made, with all that was found before. */
    <C> C needed(Supplier<C> maker) {
        try {
            return maker.get();
        } catch (ConfigurationException e) {
            found.addAll(e.problems());
            throw all();
        }
    }

    void add(String path, String message) {
        found.add(draft.problem(path, message));
    }

    boolean areNone() {
        return found.isEmpty() && draft.problems().isEmpty();
    }

    void throwIfAny() {
        if (!areNone()) {
            throw all();
        }
    }

    private ConfigurationException all() {
        Set<Problem> all = new LinkedHashSet<>(draft.problems());
        all.addAll(found);
        return new ConfigurationException(all.stream()
                .filter(problem -> !explained.contains(problem.path()))
                .sorted(Comparator.comparingInt(Problem::line))
                .toList());
    }
}
