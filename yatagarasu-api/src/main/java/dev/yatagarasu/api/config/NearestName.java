package dev.yatagarasu.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class NearestName {
    private static final int LONGEST_TYPED = 100;

    private NearestName() {}

    static String suggest(String typed, Collection<String> known) {
        if (known.isEmpty()) {
            return "no key is known here";
        }
        String all = "known here: " + String.join(", ", new TreeSet<>(known));
        return of(typed, known)
                .map(name -> "did you mean \"" + name + "\"? (" + all + ")")
                .orElse(all);
    }

    /** The known name nearest to the typed one; empty if none is near. */
    public static Optional<String> of(String typed, Collection<String> known) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3));
    }

    /** Levenshtein distance, a row at a time. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
