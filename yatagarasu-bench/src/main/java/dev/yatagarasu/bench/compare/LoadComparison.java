package dev.yatagarasu.bench.compare;

import java.io.IOException;

/** Requests a second for one object, this server and nginx in turn. */
final class LoadComparison {
    private final Wrk wrk;
    private final Effort effort;
    private final int ourPort;
    private final int theirPort;

    LoadComparison(Wrk wrk, Effort effort, int ourPort, int theirPort) {
        this.wrk = wrk;
        this.effort = effort;
        this.ourPort = ourPort;
        this.theirPort = theirPort;
    }

    /** An object that both keep. If it turns out that we do not, the row says so and the goal does not count. */
    Row cached(String what, String key, Row.Goal goal) throws IOException, InterruptedException {
        String path = "/cached/" + key;
        warmUp(path);
        if (!isHit(theirPort, path)) {
            throw new IOException("nginx does not cache " + path + ": nothing to compare with");
        }
        return isHit(ourPort, path)
                ? compare(what, path, goal)
                : compare(what + "; larger than what Yatagarasu caches", path, Row.Goal.NONE);
    }

    /** An object that is fetched from the origin for each request. */
    Row uncached(String what, String key, Row.Goal goal) throws IOException, InterruptedException {
        String path = "/uncached/" + key;
        warmUp(path);
        return compare(what, path, goal);
    }

    private void warmUp(String path) throws IOException, InterruptedException {
        for (int port : new int[] {theirPort, ourPort}) {
            WarmUp.of(effort.warmUps(), () -> wrk.load(port, path, effort.seconds()));
        }
    }

    private static boolean isHit(int port, String path) throws IOException {
        return "HIT".equals(Download.of(port, path).headers().get("x-cache"));
    }

    private Row compare(String what, String path, Row.Goal goal) throws IOException, InterruptedException {
        Sample ours = new Sample();
        Sample theirs = new Sample();
        for (int round = 0; round < effort.rounds(); round++) {
            ours.add(wrk.load(ourPort, path, effort.seconds()));
            theirs.add(wrk.load(theirPort, path, effort.seconds()));
        }
        return Row.compared(what, ours, theirs, goal);
    }
}
