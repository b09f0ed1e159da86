package dev.yatagarasu.server.jetty;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.yatagarasu.core.Readiness;
import dev.yatagarasu.core.Yatagarasu;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /health} (the process is alive) and {@code /ready} (send requests here). Both ports have them; only the admin
 * port says which bucket's storage is down and why. Never blocks.
 */
final class HealthEndpoints {
    private static final JsonFactory JSON = new JsonFactory();

    private final Yatagarasu yatagarasu;

    HealthEndpoints(Yatagarasu yatagarasu) {
        this.yatagarasu = yatagarasu;
    }

    /** Whether the request is for one of these: by the exact path, whatever the query. */
    boolean isOne(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && (path.equals("/health") || path.equals("/ready"));
    }

    /** Answers without details. */
    void answerBriefly(Request request, Response response, Callback callback) {
        answer(request, response, callback, false);
    }

    /** Answers with the state of each bucket's storage. */
    void answerInDetail(Request request, Response response, Callback callback) {
        answer(request, response, callback, true);
    }

    private void answer(Request request, Response response, Callback callback, boolean detailed) {
        if (!AdminHandler.isRead(request)) {
            AdminHandler.refuseMethod(response, callback);
            return;
        }
        boolean alive = request.getHttpURI().getPath().equals("/health");
        Readiness readiness = yatagarasu.readiness();
        response.setStatus(alive || readiness.isReady() ? 200 : 503);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String state = alive ? "alive" : readiness.state().name().toLowerCase(Locale.ROOT);
        Content.Sink.write(response, true, json(state, detailed && !alive ? details(readiness) : Map.of()), callback);
    }

    private static Map<String, Map<String, String>> details(Readiness readiness) {
        return readiness.policies().isEmpty()
                ? Map.of("buckets", readiness.buckets())
                : new TreeMap<>(Map.of("buckets", readiness.buckets(), "policies", readiness.policies()));
    }

    private static String json(String state, Map<String, Map<String, String>> details) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("status", state);
            for (Map.Entry<String, Map<String, String>> group : details.entrySet()) {
                json.writeObjectFieldStart(group.getKey());
                for (Map.Entry<String, String> bucket : group.getValue().entrySet()) {
                    json.writeStringField(bucket.getKey(), bucket.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }
}
