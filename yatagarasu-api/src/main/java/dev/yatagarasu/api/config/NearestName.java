package dev.yatagarasu.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class NearestName {
    private static final int LONGEST_TYPED = 100;

    private NearestName() {}

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

    /** How many letters to insert, leave out, replace, or swap with the next one (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : nearest(rows, a, i, b, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int nearest(int[][] rows, String a, int i, String b, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int replaced = rows[i - 1][j - 1] + (same ? 0 : 1);
        int changed = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(changed, rows[i - 2][j - 2] + 1) : changed;
    }
}
