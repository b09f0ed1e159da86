package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Work;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The data port. Called on the I/O thread: what the engine answers at once is sent from here, everything else goes to a
 * virtual thread.
 */
final class DataHandler {
    private final Yatagarasu yatagarasu;
    private final HealthEndpoints health;
    private final Executor slowLane;

    DataHandler(Yatagarasu yatagarasu, HealthEndpoints health, Executor slowLane) {
        this.yatagarasu = yatagarasu;
        this.health = health;
        this.slowLane = slowLane;
    }

    void handle(Request request, Response response, Callback callback) {
        if (health.isOne(request)) {
            health.answerBriefly(request, response, callback);
            return;
        }
        switch (yatagarasu.begin(new JettyRequest(request))) {
            case Answer answer -> new Delivery(answer, request, response, callback).send();
            case Work work -> dispatch(work, request, response, callback);
        }
    }

    private void dispatch(Work work, Request request, Response response, Callback callback) {
        try {
            slowLane.execute(() -> finish(work, request, response, callback));
        } catch (Throwable e) {
            giveUp(work, e, callback);
        }
    }

    private static void finish(Work work, Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = work.finish();
        } catch (Throwable e) {
            giveUp(work, e, callback);
            return;
        }
        new Delivery(answer, request, response, callback).send();
    }

    private static void giveUp(Work work, Throwable why, Callback callback) {
        try {
            work.abandon();
        } finally {
            Fault.end(callback, why);
        }
    }
}
