package dev.yatagarasu.bench.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the suite's client and origin find each other around and through the server. {@code /config} and {@code /state} go
 * straight to the origin, {@code /test} to the server, every test to a bucket of its own: tests run at the same time, and
 * storage that one of them makes fail would otherwise count as failing for all. The origin has to know which request of a test
 * it sees, from a field that the server, as it should, does not pass on; so the front notes it down by the test's id in the
 * path, and the back adds it. No other field of the client gets past the server. Safe from any thread.
 */
final class Crossing {
    /** More than there are tests. */
    static final int BUCKETS = 500;

    private static final String TEST = "/test/";
    private static final String NUMBER = "Req-Num";

    private final int origin;
    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Map<String, Integer> buckets = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    Crossing(int origin) {
        this.origin = origin;
    }

    /** What the client sends, on a connection for this request alone: the next may have to go elsewhere. */
    Relay.Onward front(RequestHead head, int server) {
        Optional<String> test = test(head);
        RequestHead alone = head.with("Connection", "close");
        if (test.isEmpty()) {
            return new Relay.Onward(origin, alone);
        }
        head.field(NUMBER).ifPresent(number -> numbers.put(test.get(), number));
        String inBucket = prefix(bucket(test.get())) + head.target().substring(TEST.length() - 1);
        return new Relay.Onward(server, alone.to(inBucket));
    }

    /** The path prefix of a bucket. */
    static String prefix(int bucket) {
        return "/test-" + bucket;
    }

    private int bucket(String test) {
        return buckets.computeIfAbsent(test, first -> next.getAndIncrement() % BUCKETS);
    }

    /** What the server sends, on a connection for this request alone: only the first answer's head is looked at. */
    Relay.Onward back(RequestHead head) {
        RequestHead alone = head.with("Connection", "close");
        Optional<String> number = test(head).map(numbers::get);
        return new Relay.Onward(
                origin, number.map(known -> alone.with(NUMBER, known)).orElse(alone));
    }

    /** What the server gets of the origin's answer, which ends the connection even if it says so in no word. */
    static RequestHead answer(RequestHead head) {
        String named = head.field("Connection").map(names -> names + ", ").orElse("");
        return CarriedFields.intoMetadata(head.with("Connection", named + "close"));
    }

    private static Optional<String> test(RequestHead head) {
        String target = head.target();
        return target.startsWith(TEST)
                ? Optional.of(target.substring(TEST.length()).split("[/?]", 2)[0])
                : Optional.empty();
    }
}
