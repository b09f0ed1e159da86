package dev.yatagarasu.examples.departments;

import dev.yatagarasu.api.config.ConfigNode;
import java.util.List;
import java.util.Set;

/**
 * The settings, which stand in {@code auth.departments}.
 *
 * @param readEverything departments that may read all folders
 */
record DepartmentsConfig(Set<String> readEverything) {
    private static final String READ_EVERYTHING = "read_everything";

    DepartmentsConfig {
        readEverything = Set.copyOf(readEverything);
    }

    /**
     * Reads the settings. What is wrong with them is noted in the node, not thrown, so that people see all problems of their
     * file at once; the server throws away what was made then. It reports keys that nobody read, too.
     */
    static DepartmentsConfig read(ConfigNode settings) {
        List<String> departments = settings.strings(READ_EVERYTHING);
        if (departments.stream().anyMatch(String::isBlank)) {
            settings.problem(READ_EVERYTHING, "must be names of departments, such as [audit]; one of them is empty");
        }
        return new DepartmentsConfig(Set.copyOf(departments));
    }
}
