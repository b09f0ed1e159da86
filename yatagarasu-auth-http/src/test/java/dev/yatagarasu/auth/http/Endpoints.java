package dev.yatagarasu.auth.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Endpoints as tests want them. */
final class Endpoints {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** Long enough never to be over on a busy machine. */
    static final Duration LONG = Duration.ofSeconds(30);
    /** For calls that are to run out of time. */
    static final Duration SHORT = Duration.ofMillis(300);

    private Endpoints() {}

    static JsonEndpoint patient(URI url) {
        return of(new EndpointConfig(url, LONG, 8, Optional.empty()));
    }

    static JsonEndpoint impatient(URI url) {
        return of(new EndpointConfig(url, SHORT, 8, Optional.empty()));
    }

    static JsonEndpoint of(EndpointConfig config) {
        return new JsonEndpoint(config, context());
    }

    static ComponentContext context() {
        return new ComponentContext(
                "files", new ManualClock(NOW), task -> Thread.ofVirtual().start(task));
    }

    static JsonRequest question() {
        return JsonRequest.json("/ask", JsonNodeFactory.instance.objectNode().put("may", "I"));
    }
}
