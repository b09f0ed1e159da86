package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.auth.http.Deadline;
import dev.yatagarasu.auth.http.JsonAnswer;
import dev.yatagarasu.auth.http.JsonEndpoint;
import dev.yatagarasu.auth.http.JsonRequest;
import dev.yatagarasu.auth.openfga.OpenFgaCheck.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Asks OpenFGA over HTTP, again where that may help, within the time there is. Throws where there is no clear answer. */
final class OpenFgaClient implements AutoCloseable {
    /** What the server takes in one batch if nobody has changed that. */
    static final int LARGEST_BATCH = 50;

    private final OpenFgaConfig config;
    private final JsonEndpoint endpoint;
    private final Tokens tokens;
    private final CheckBodies bodies;
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);

    OpenFgaClient(OpenFgaConfig config, JsonEndpoint endpoint, Tokens tokens) {
        this.config = config;
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.bodies = new CheckBodies(config.store().modelId(), config.consistency());
        this.backoff =
                new Backoff(config.retry(), () -> ThreadLocalRandom.current().nextDouble());
    }

    boolean check(Check check) {
        JsonAnswer answer = ask("/check", bodies.check(check));
        return CheckAnswers.allowed(success(answer));
    }

    /** The answers in the order of the questions. A server without batches is asked one by one. */
    List<Boolean> checkAll(List<Check> checks) {
        List<Boolean> allowed = new ArrayList<>(checks.size());
        for (int start = 0; start < checks.size(); start += LARGEST_BATCH) {
            allowed.addAll(batch(checks.subList(start, Math.min(checks.size(), start + LARGEST_BATCH))));
        }
        return allowed;
    }

    private List<Boolean> batch(List<Check> checks) {
        JsonAnswer answer = ask("/batch-check", bodies.batch(checks));
        if (answer.status() == 404 && ErrorCodes.code(answer).equals("undefined_endpoint")) {
            return checks.stream().map(this::check).toList();
        }
        return CheckAnswers.allAllowed(success(answer), checks.size());
    }

    private JsonNode success(JsonAnswer answer) {
        if (!answer.isSuccess()) {
            throw ErrorCodes.failure(config.endpoint().url(), answer);
        }
        return answer.body();
    }

    /** The last answer, whatever it is. */
    private JsonAnswer ask(String path, JsonNode body) {
        JsonRequest request = JsonRequest.json("/stores/" + config.store().id() + path, body);
        Deadline deadline = Deadline.in(config.endpoint().timeout());
        for (int attempt = 1; ; attempt++) {
            JsonAnswer answer = attempt(request, deadline);
            Optional<Duration> pause = backoff.pause(attempt, answer);
            if (pause.isEmpty() || pause.get().compareTo(deadline.remaining()) >= 0) {
                return answer;
            }
            waitFor(pause.get());
        }
    }

    /** Asks once; a second time, with another token, if the one it had is not good any more. */
    private JsonAnswer attempt(JsonRequest request, Deadline deadline) {
        Optional<Secret> token = tokens.token(deadline);
        JsonAnswer answer = send(request, token, deadline);
        return answer.status() == 401 && token.isPresent() && tokens.refused(token.get())
                ? send(request, tokens.token(deadline), deadline)
                : answer;
    }

    private JsonAnswer send(JsonRequest request, Optional<Secret> token, Deadline deadline) {
        return endpoint.send(token.map(request::withBearer).orElse(request), deadline.remaining());
    }

    private void waitFor(Duration pause) {
        try {
            if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new YatagarasuException("the connections to OpenFGA have been closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new YatagarasuException("interrupted before OpenFGA could be asked again", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        endpoint.close();
        tokens.close();
    }
}
