package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a constant rate, whether or not those before are answered, and times each from the moment when it was
 * due: a server that stands still is not spared the requests that would have come meanwhile.
 */
final class ConstantRate implements AutoCloseable {
    private static final double NANOS_A_MILLI = 1e6;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Milliseconds for each of {@code count} requests; throws if one is not answered with 200. */
    List<Double> millis(int perSecond, int count, IntFunction<HttpRequest> requests)
            throws IOException, InterruptedException {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        List<Future<Double>> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            HttpRequest request = requests.apply(i);
            long due = start + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(threads.submit(timed(request, due)));
        }
        return results(answers);
    }

    private Callable<Double> timed(HttpRequest request, long due) {
        return () -> {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException(request.uri() + " was answered with " + status);
            }
            return (System.nanoTime() - due) / NANOS_A_MILLI;
        };
    }

    private static List<Double> results(List<Future<Double>> answers) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>(answers.size());
        for (Future<Double> answer : answers) {
            try {
                millis.add(answer.get());
            } catch (ExecutionException e) {
                throw new IOException("the load failed", e.getCause());
            }
        }
        return millis;
    }

    @Override
    public void close() {
        threads.close();
        client.close();
    }
}
