package dev.yatagarasu.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of one kind, of which the median counts. Not safe for several threads. */
final class Sample {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** The middle value, or the mean of the two in the middle; throws if there is none. */
    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The value that this part of all values does not exceed, for example 0.95; throws if there is none. */
    double quantile(double part) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    /** The median, and the lowest and highest value where there are several. */
    String shown(int decimals) {
        String median = number(median(), decimals);
        return values.size() == 1
                ? median
                : median + " (" + number(Collections.min(values), decimals) + "–"
                        + number(Collections.max(values), decimals) + ")";
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
