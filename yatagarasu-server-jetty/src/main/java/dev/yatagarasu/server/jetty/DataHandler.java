package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Work;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
            case Answer answer -> write(answer, response, callback);
            case Work work -> dispatch(work, response, callback);
        }
    }

    private void dispatch(Work work, Response response, Callback callback) {
        try {
            slowLane.execute(() -> write(work.finish(), response, callback));
        } catch (RejectedExecutionException e) {
            work.abandon();
            callback.failed(e);
        }
    }

    private static void write(Answer answer, Response response, Callback callback) {
        switch (answer.body()) {
            case Body.Stream stream -> StreamWriter.write(answer, stream, response, callback);
            case Body.Unsized unsized -> StreamWriter.write(answer, unsized, response, callback);
            case Body.Pieces pieces -> StreamWriter.write(answer, pieces, response, callback);
            case Body.None none -> {
                AnswerWriter.writeHead(answer, response);
                AnswerWriter.writeNothing(answer, response, callback);
            }
            case Body.Buffers buffers -> {
                AnswerWriter.writeHead(answer, response);
                AnswerWriter.writeBuffers(answer, buffers.buffers(), response, callback);
            }
        }
    }
}
