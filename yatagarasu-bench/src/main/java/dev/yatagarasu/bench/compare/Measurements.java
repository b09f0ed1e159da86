package dev.yatagarasu.bench.compare;

import dev.yatagarasu.bench.compare.Row.Goal;
import dev.yatagarasu.bench.compare.YatagarasuProxy.Started;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Takes the measurements that were asked for, one after the other. */
final class Measurements {
    private static final int READERS = 5;
    private static final double MEGABYTE = 1e6;
    private static final double SECOND = 1e9;

    private final YatagarasuProxy yatagarasu;
    private final int nginxPort;
    private final Wrk wrk;
    private final Effort effort;
    private final List<Row> rows = new ArrayList<>();

    Measurements(YatagarasuProxy yatagarasu, int nginxPort, Wrk wrk, Effort effort) {
        this.yatagarasu = yatagarasu;
        this.nginxPort = nginxPort;
        this.wrk = wrk;
        this.effort = effort;
    }

    /** The rows of what is wanted, in the order of {@link Comparison}. */
    List<Row> take(Set<Comparison> wanted) throws IOException, InterruptedException {
        for (Comparison one : EnumSet.copyOf(wanted)) {
            System.err.println("compare: " + one.option());
            take(one);
        }
        return rows;
    }

    private void take(Comparison one) throws IOException, InterruptedException {
        switch (one) {
            case CACHED_1K -> cached("cached 1 KiB, requests/s", "1k", Goal.atLeast(1.7));
            case JWT_1K -> withTokens();
            case POLICY -> policy();
            case CACHED_64K -> cached("cached 64 KiB, requests/s", "64k", Goal.atLeast(1.0));
            case CACHED_1M -> cached("cached 1 MiB, requests/s", "1m", Goal.atLeast(1.2));
            case RANGE_1M -> range();
            case DISK_64M -> disk();
            case UNCACHED_1K -> uncached();
            case STREAM -> stream();
            case MEMORY -> memory();
            case START -> start();
        }
    }

    private void cached(String what, String key, Goal goal) throws IOException, InterruptedException {
        try (Started server = yatagarasu.start("default")) {
            rows.add(load(server).cached(what, key, goal));
        }
    }

    private void withTokens() throws IOException, InterruptedException {
        try (Started server = yatagarasu.start("default")) {
            String what = "cached 1 KiB, 1,000 different tokens (nginx: no authentication), requests/s";
            rows.add(load(server).withTokens(what, "1k", yatagarasu.tokens(), Goal.atLeast(1.5)));
        }
    }

    private void policy() throws IOException, InterruptedException {
        try (SlowPolicy policy = SlowPolicy.start();
                Started server = yatagarasu.startWithPolicies(policy.port())) {
            PolicyLoad load = new PolicyLoad(effort, policy, server.port());
            rows.addAll(load.rows("OPA", "/opa/1k"));
            rows.addAll(load.rows("OpenFGA", "/openfga/1k"));
        }
    }

    /** Neither at the beginning of a block nor of a slice. */
    private void range() throws IOException, InterruptedException {
        try (Started server = yatagarasu.start("default")) {
            String what = "cached range of 1 MiB of 1 GB (nginx: slices of 1 MiB), requests/s";
            rows.add(load(server).range(what, "1g", "bytes=500000000-501048575", Goal.atLeast(1.2)));
        }
    }

    private void disk() throws IOException, InterruptedException {
        try (Started server = yatagarasu.start("default", "[disk]")) {
            rows.add(load(server).cached("cached 64 MiB on disk, requests/s", "64m", Goal.atLeast(1.0)));
        }
    }

    private void uncached() throws IOException, InterruptedException {
        try (Started server = yatagarasu.start("default")) {
            rows.add(load(server)
                    .uncached("uncached 1 KiB (signed; nginx unsigned), requests/s", "1k", Goal.atLeast(0.6)));
        }
    }

    private LoadComparison load(Started server) {
        return new LoadComparison(wrk, effort, server.port(), nginxPort);
    }

    private void stream() throws IOException, InterruptedException {
        try (Started server = yatagarasu.start("default")) {
            for (int port : new int[] {nginxPort, server.port()}) {
                WarmUp.of(effort.warmUps(), () -> Streaming.megabytesASecond(port, 1));
            }
            rows.add(stream(server, 1, effort.rounds(), Goal.atLeast(1.0)));
            rows.add(stream(server, READERS, 1, Goal.NONE));
        }
    }

    private Row stream(Started server, int readers, int rounds, Goal goal) throws IOException, InterruptedException {
        Sample ours = new Sample();
        Sample theirs = new Sample();
        for (int round = 0; round < rounds; round++) {
            ours.add(Streaming.megabytesASecond(server.port(), readers));
            theirs.add(Streaming.megabytesASecond(nginxPort, readers));
        }
        return Row.compared(streamed(readers) + ", MB/s", ours, theirs, goal);
    }

    private String streamed(int readers) {
        String size = Sample.number(effort.streamBytes() / 1e9, 0) + " GB streamed";
        return readers == 1 ? size + " alone" : size + ", " + readers + " at once";
    }

    private void memory() throws IOException, InterruptedException {
        for (int readers : List.of(1, READERS)) {
            try (Started server = yatagarasu.start("small")) {
                double speed = Streaming.megabytesASecond(server.port(), readers);
                double peak = server.process().peakMemory() / MEGABYTE;
                rows.add(Row.alone(
                        streamed(readers) + ", small profile, peak RSS in MB",
                        Sample.number(peak, 0) + " (at " + Sample.number(speed, 0) + " MB/s)",
                        Goal.below(100, "MB"),
                        peak));
            }
        }
    }

    /** The class archive of the first start is written when that server stops. */
    private void start() throws IOException, InterruptedException {
        Sample seconds = new Sample();
        for (int i = 0; i < effort.starts(); i++) {
            try (Started server = yatagarasu.start("default")) {
                seconds.add(server.startNanos() / SECOND);
            }
        }
        rows.add(Row.alone("process start to /ready, s", seconds.shown(2), Goal.below(1.5, "s"), seconds.median()));
    }
}
