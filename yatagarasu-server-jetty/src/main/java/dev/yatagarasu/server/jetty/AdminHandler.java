package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.server.jetty.admin.AdminEndpoint;
import dev.yatagarasu.server.jetty.admin.AdminEndpoints;
import dev.yatagarasu.server.jetty.admin.CacheEndpoints;
import dev.yatagarasu.server.jetty.admin.DecisionEndpoints;
import dev.yatagarasu.server.jetty.admin.StorageEndpoints;
import dev.yatagarasu.server.jetty.metrics.MetricsPage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The admin port: {@code /health} at once, and everything else from the table of its endpoints. */
final class AdminHandler {
    private final HealthEndpoints health;
    private final AdminEndpoints endpoints;
    private final Executor slowLane;

    AdminHandler(Yatagarasu yatagarasu, HealthEndpoints health, String host, Executor slowLane) {
        this.health = health;
        List<AdminEndpoint> all = new ArrayList<>();
        all.add(new AdminEndpoint("GET", "/ready", call -> health.readyInDetail()));
        all.add(new AdminEndpoint("GET", "/metrics", new MetricsPage(yatagarasu.metrics())::answer));
        all.addAll(CacheEndpoints.of(yatagarasu.cache()));
        all.addAll(DecisionEndpoints.of(yatagarasu.decisions()));
        all.addAll(StorageEndpoints.of(yatagarasu.storage()));
        this.endpoints = new AdminEndpoints(all, request -> yatagarasu.admitToAdmin(new JettyRequest(request)), host);
        this.slowLane = slowLane;
    }

    void handle(Request request, Response response, Callback callback) {
        if (health.isAlive(request)) {
            health.answerBriefly(request, response, callback);
        } else {
            slowLane.execute(() -> answer(request, response, callback));
        }
    }

    private void answer(Request request, Response response, Callback callback) {
        try {
            endpoints.answer(request, response, callback);
        } catch (Throwable e) {
            Fault.end(callback, e);
        }
    }
}
