package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.http.IpAddress;
import dev.yatagarasu.core.http.IpRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Addresses, given as ranges. A look-up is a binary search and makes no garbage. Immutable.
 */
final class IpSet {
    /*
     * Ranges of one family either lie in one another or are apart, so leaving out those that lie in others makes them
     * disjoint, and the last one that begins at or before an address is the only one that can hold it. A range of IPv6
     * may hold the mapped addresses that stand for IPv4: the families are kept apart.
     */
    private final Sorted v4;
    private final Sorted v6;

    IpSet(List<IpRange> ranges) {
        this.v4 = new Sorted(ranges.stream().filter(range -> range.network().isV4()));
        this.v6 = new Sorted(ranges.stream().filter(range -> !range.network().isV4()));
    }

    boolean isEmpty() {
        return v4.size() + v6.size() == 0;
    }

    boolean contains(IpAddress address) {
        return (address.isV4() ? v4 : v6).contains(address);
    }

    /** Disjoint ranges in order; four arrays of words are nearer to each other than as many objects. */
    private static final class Sorted {
        private final long[] firstHigh;
        private final long[] firstLow;
        private final long[] lastHigh;
        private final long[] lastLow;

        Sorted(Stream<IpRange> ranges) {
            List<IpRange> outer = new ArrayList<>();
            ranges.sorted(Sorted::byFirstAddressThenWidest).forEach(range -> {
                if (outer.isEmpty() || range.network().compareTo(outer.getLast().last()) > 0) {
                    outer.add(range);
                }
            });
            firstHigh = words(outer, range -> range.network().high());
            firstLow = words(outer, range -> range.network().low());
            lastHigh = words(outer, range -> range.last().high());
            lastLow = words(outer, range -> range.last().low());
        }

        private static long[] words(List<IpRange> ranges, ToLongFunction<IpRange> word) {
            return ranges.stream().mapToLong(word).toArray();
        }

        private static int byFirstAddressThenWidest(IpRange one, IpRange other) {
            int first = one.network().compareTo(other.network());
            return first != 0 ? first : Integer.compare(one.prefixLength(), other.prefixLength());
        }

        int size() {
            return firstHigh.length;
        }

        boolean contains(IpAddress address) {
            int from = 0;
            int to = size();
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (isAtOrBefore(firstHigh[middle], firstLow[middle], address.high(), address.low())) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from > 0 && isAtOrBefore(address.high(), address.low(), lastHigh[from - 1], lastLow[from - 1]);
        }

        private static boolean isAtOrBefore(long high, long low, long otherHigh, long otherLow) {
            return high == otherHigh
                    ? Long.compareUnsigned(low, otherLow) <= 0
                    : Long.compareUnsigned(high, otherHigh) < 0;
        }
    }
}
