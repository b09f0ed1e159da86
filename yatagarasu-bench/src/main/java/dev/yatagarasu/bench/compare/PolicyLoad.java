package dev.yatagarasu.bench.compare;

import dev.yatagarasu.bench.compare.Row.Goal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 500 requests a second for an object in memory, before which a policy service stands. Four of five come from readers whose
 * decisions are remembered; for the fifth, a reader who has never come before, the service has to be asked.
 */
final class PolicyLoad {
    private static final int A_SECOND = 500;
    private static final int ONE_NEW_OF = 5;
    private static final int KNOWN_READERS = 100;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    private final Effort effort;
    private final SlowPolicy policy;
    private final int port;
    private final AtomicInteger readers = new AtomicInteger();

    PolicyLoad(Effort effort, SlowPolicy policy, int port) {
        this.effort = effort;
        this.policy = policy;
        this.port = port;
    }

    /** Two rows: how long answers take, and how much of it is ours where the service is asked. */
    List<Row> rows(String service, String path) throws IOException, InterruptedException {
        int count = A_SECOND * effort.seconds() * effort.rounds();
        try (ConstantRate load = new ConstantRate()) {
            Readers mix = new Readers(path);
            load.millis(A_SECOND, count, mix::request);
            List<Double> millis = load.millis(A_SECOND, count, mix::request);
            Sample alone = sample(load.millis(A_SECOND / ONE_NEW_OF, count / ONE_NEW_OF, i -> policy.question()));
            return List.of(latency(service, sample(millis)), added(service, newReaders(millis), alone));
        }
    }

    private static Row latency(String service, Sample all) {
        double p95 = all.quantile(P95);
        return Row.alone(
                service + " that takes 5 ms, 80 % of decisions remembered, 500 requests/s: p95, ms",
                Sample.number(p95, 1) + " (median " + Sample.number(all.median(), 2) + ", p99 "
                        + Sample.number(all.quantile(P99), 1) + ")",
                Goal.below(10, "ms"),
                p95);
    }

    private static Row added(String service, Sample asked, Sample alone) {
        double added = asked.median() - alone.median();
        return Row.alone(
                service + ": added to a decision that is not remembered, ms",
                Sample.number(added, 2) + " (" + Sample.number(asked.median(), 2) + " with us, "
                        + Sample.number(alone.median(), 2) + " without)",
                Goal.below(1, "ms"),
                added);
    }

    private static Sample newReaders(List<Double> millis) {
        List<Double> fresh = new ArrayList<>();
        for (int i = 0; i < millis.size(); i += ONE_NEW_OF) {
            fresh.add(millis.get(i));
        }
        return sample(fresh);
    }

    private static Sample sample(List<Double> values) {
        Sample sample = new Sample();
        values.forEach(sample::add);
        return sample;
    }

    /** Requests in which every fifth reader is new. */
    private final class Readers {
        private final String path;
        private final List<String> known = new ArrayList<>();

        Readers(String path) {
            this.path = path;
            for (int i = 0; i < KNOWN_READERS; i++) {
                known.add(nextToken());
            }
        }

        private String nextToken() {
            return BearerTokens.of(readers.getAndIncrement());
        }

        HttpRequest request(int index) {
            String token = index % ONE_NEW_OF == 0 ? nextToken() : known.get(index % KNOWN_READERS);
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + token)
                    .build();
        }
    }
}
