package dev.yatagarasu.bench.compare;

import java.io.IOException;

/**
 * Loads a server until it gets no faster: a JVM compiles for a while, and one load that was no faster than the best before
 * it may be chance, so it takes two in a row.
 */
final class WarmUp {
    private static final double FASTER = 1.02;
    private static final int IN_VAIN = 2;

    /** One load; says how fast it was. */
    interface Load {
        double run() throws IOException, InterruptedException;
    }

    private WarmUp() {}

    /** Runs the load until it gets no faster, at most so many times. */
    static void of(int most, Load load) throws IOException, InterruptedException {
        double best = 0;
        int inVain = 0;
        for (int i = 0; i < most && inVain < IN_VAIN; i++) {
            double rate = load.run();
            inVain = rate < best * FASTER ? inVain + 1 : 0;
            best = Math.max(best, rate);
        }
    }
}
