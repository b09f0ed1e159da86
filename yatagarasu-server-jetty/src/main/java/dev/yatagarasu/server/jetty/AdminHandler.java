package dev.yatagarasu.server.jetty;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.Yatagarasu;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The admin port: health, readiness with details, and metrics. */
final class AdminHandler {
    private final HealthEndpoints health;
    private final MetricRegistry metrics;

    AdminHandler(Yatagarasu yatagarasu, HealthEndpoints health) {
        this.health = health;
        this.metrics = yatagarasu.metrics();
    }

    void handle(Request request, Response response, Callback callback) {
        if (health.isOne(request)) {
            health.answerInDetail(request, response, callback);
        } else if ("/metrics".equals(request.getHttpURI().getPath())) {
            metrics(request, response, callback);
        } else {
            Response.writeError(request, response, callback, 404);
        }
    }

    private void metrics(Request request, Response response, Callback callback) {
        if (!isRead(request)) {
            refuseMethod(response, callback);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, PrometheusText.CONTENT_TYPE);
        Content.Sink.write(response, true, PrometheusText.of(metrics), callback);
    }

    static boolean isRead(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    static void refuseMethod(Response response, Callback callback) {
        response.setStatus(405);
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        callback.succeeded();
    }
}
