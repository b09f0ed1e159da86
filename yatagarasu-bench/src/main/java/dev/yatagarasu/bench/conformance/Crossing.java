package dev.yatagarasu.bench.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the suite's client and origin find each other around and through the server. {@code /config} and {@code /state} go
 * straight to the origin, {@code /test} to the server. The origin has to know which request of a test it sees, from a
 * field that the server, as it should, does not pass on; so the front notes it down by the test's id in the path, and the
 * back adds it. No other field of the client gets past the server. Safe from any thread.
 */
final class Crossing {
    private static final String TEST = "/test/";
    private static final String NUMBER = "Req-Num";

    private final int origin;
    private final Map<String, String> numbers = new ConcurrentHashMap<>();

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
        return new Relay.Onward(server, alone);
    }

    /** What the server sends, on a connection for this request alone: only the first answer's head is looked at. */
    Relay.Onward back(RequestHead head) {
        RequestHead alone = head.with("Connection", "close");
        Optional<String> number = test(head).map(numbers::get);
        return new Relay.Onward(
                origin, number.map(known -> alone.with(NUMBER, known)).orElse(alone));
    }

    private static Optional<String> test(RequestHead head) {
        String target = head.target();
        return target.startsWith(TEST)
                ? Optional.of(target.substring(TEST.length()).split("[/?]", 2)[0])
                : Optional.empty();
    }
}
