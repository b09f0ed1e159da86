package dev.yatagarasu.bench.compare;

/**
 * How long to measure.
 *
 * @param rounds how often each side is loaded, in turn
 * @param seconds how long each load lasts
 * @param warmUps how many such loads at most come before, until they get no faster
 * @param streamBytes the size of the large object
 * @param starts how often the server is started
 */
record Effort(int rounds, int seconds, int warmUps, long streamBytes, int starts) {
    static final Effort FULL = new Effort(5, 5, 8, 5_000_000_000L, 9);
    static final Effort QUICK = new Effort(1, 4, 8, 1_000_000_000L, 3);
}
