package dev.yatagarasu.core.internal.resilience;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the log says of something that fails: a line when that begins, then one a minute with how often it was, and one when
 * it is over. Failures that come and go say no more than that either. Safe from any thread.
 */
public final class Outage {
    private static final long QUIET_MILLIS = Duration.ofMinutes(1).toMillis();
    /** A success so soon after a failure, among many calls at once, does not end an outage. */
    private static final long CALM_MILLIS = Duration.ofSeconds(5).toMillis();

    private final Clock clock;
    private final Consumer<String> warn;
    private volatile boolean failing;
    private boolean told;
    private boolean begun;
    private long saidAt;
    private long failedAt;
    private long untold;

    /** Nothing has failed yet; lines go to {@code warn}. */
    public Outage(Clock clock, Consumer<String> warn) {
        this.clock = clock;
        this.warn = warn;
    }

    /** A failure, and the line that tells of it. */
    public void fails(String line) {
        long more = note();
        if (more == 0) {
            warn.accept(line);
        } else if (more > 0) {
            warn.accept(line + " (and " + more + " more since the line before)");
        }
    }

    /** How many failures the line stands for besides its own; -1 if none is to be written. */
    private synchronized long note() {
        long now = clock.millis();
        failing = true;
        failedAt = now;
        if (begun && now >= saidAt && now - saidAt < QUIET_MILLIS) {
            untold++;
            return -1;
        }
        long more = untold;
        untold = 0;
        begun = true;
        told = true;
        saidAt = now;
        return more;
    }

    /** A success; whether it ends an outage that the log has told of. */
    public boolean works() {
        return failing && ends();
    }

    private synchronized boolean ends() {
        long sinceFailure = clock.millis() - failedAt;
        if (!failing || (sinceFailure >= 0 && sinceFailure < CALM_MILLIS)) {
            return false;
        }
        failing = false;
        boolean wasTold = told;
        told = false;
        return wasTold;
    }

    /** It is over for certain: the next failure begins another one. */
    public synchronized void end() {
        failing = false;
        told = false;
        begun = false;
        untold = 0;
    }
}
