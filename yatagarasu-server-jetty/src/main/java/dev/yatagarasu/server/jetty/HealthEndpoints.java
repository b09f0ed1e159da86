package dev.yatagarasu.server.jetty;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.report.Readiness;
import dev.yatagarasu.server.jetty.admin.AdminAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
        return isAlive(request) || "/ready".equals(request.getHttpURI().getPath());
    }

    /** Whether the request asks if the process is alive. */
    boolean isAlive(Request request) {
        return "/health".equals(request.getHttpURI().getPath());
    }

    /** Answers without details. */
    void answerBriefly(Request request, Response response, Callback callback) {
        if (!isRead(request)) {
            refuseMethod(response, callback);
            return;
        }
        Readiness readiness = yatagarasu.readiness();
        boolean alive = isAlive(request);
        response.setStatus(alive ? 200 : status(readiness));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, json(alive ? "alive" : state(readiness), Map.of()), callback);
    }

    private static boolean isRead(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static void refuseMethod(Response response, Callback callback) {
        response.setStatus(405);
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        callback.succeeded();
    }

    /** The answer to {@code /ready} with the state of each bucket's storage. */
    AdminAnswer readyInDetail() {
        Readiness readiness = yatagarasu.readiness();
        return AdminAnswer.of(status(readiness), "application/json", json(state(readiness), details(readiness)));
    }

    private static int status(Readiness readiness) {
        return readiness.isReady() ? 200 : 503;
    }

    private static String state(Readiness readiness) {
        return readiness.state().name().toLowerCase(Locale.ROOT);
    }

    /** Groups without members are left out. */
    private static Map<String, Map<String, String>> details(Readiness readiness) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        groups.put("buckets", readiness.buckets());
        groups.put("policies", readiness.policies());
        groups.put("key_sets", readiness.keySets());
        groups.values().removeIf(Map::isEmpty);
        return groups;
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
