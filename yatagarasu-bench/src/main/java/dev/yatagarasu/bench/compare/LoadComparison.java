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

    /** An object that both keep. */
    Row cached(String what, String key, Row.Goal goal) throws IOException, InterruptedException {
        Target target = Target.whole("/cached/" + key);
        warmUp(target, target);
        for (int port : new int[] {theirPort, ourPort}) {
            if (!isHit(port, target.path())) {
                throw new IOException("not cached on port " + port + ": " + target.path());
            }
        }
        return compare(what, target, target, goal);
    }

    /** An object that both keep, under tokens that only this server looks at; both get the same requests. */
    Row withTokens(String what, String key, BearerTokens tokens, Row.Goal goal)
            throws IOException, InterruptedException {
        Target ours = Target.scripted("/protected/" + key, tokens.script());
        Target theirs = Target.scripted("/cached/" + key, tokens.script());
        warmUp(ours, theirs);
        return compare(what, ours, theirs, goal);
    }

    /** A range of an object that both keep: nginx in slices, under another path. */
    Row range(String what, String key, String range, Row.Goal goal) throws IOException, InterruptedException {
        Target ours = Target.part("/cached/" + key, range);
        Target theirs = Target.part("/sliced/" + key, range);
        warmUp(ours, theirs);
        return compare(what, ours, theirs, goal);
    }

    /** An object that is fetched from the origin for each request. */
    Row uncached(String what, String key, Row.Goal goal) throws IOException, InterruptedException {
        Target target = Target.whole("/uncached/" + key);
        warmUp(target, target);
        return compare(what, target, target, goal);
    }

    private void warmUp(Target ours, Target theirs) throws IOException, InterruptedException {
        WarmUp.of(effort.warmUps(), () -> wrk.load(theirPort, theirs, effort.seconds()));
        WarmUp.of(effort.warmUps(), () -> wrk.load(ourPort, ours, effort.seconds()));
    }

    private static boolean isHit(int port, String path) throws IOException {
        return "HIT".equals(Download.of(port, path).headers().get("x-cache"));
    }

    private Row compare(String what, Target ourTarget, Target theirTarget, Row.Goal goal)
            throws IOException, InterruptedException {
        Sample ours = new Sample();
        Sample theirs = new Sample();
        for (int round = 0; round < effort.rounds(); round++) {
            ours.add(wrk.load(ourPort, ourTarget, effort.seconds()));
            theirs.add(wrk.load(theirPort, theirTarget, effort.seconds()));
        }
        return Row.compared(what, ours, theirs, goal);
    }
}
