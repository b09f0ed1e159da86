package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the large object, once or several times at once. */
final class Streaming {
    private static final String PATH = "/uncached/large";

    private Streaming() {}

    /** Megabytes a second over all of {@code readers} downloads that run at the same time; throws if one fails. */
    static double megabytesASecond(int port, int readers) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long bytes = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(readers)) {
            List<Future<Download>> downloads = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                downloads.add(executor.submit(() -> Download.of(port, PATH)));
            }
            for (Future<Download> download : downloads) {
                bytes += bytes(download);
            }
        }
        return bytes * 1e3 / (System.nanoTime() - start);
    }

    private static long bytes(Future<Download> running) throws IOException, InterruptedException {
        try {
            Download download = running.get();
            if (download.status() != 200) {
                throw new IOException("status " + download.status() + " for the large object");
            }
            return download.bytes();
        } catch (ExecutionException e) {
            throw new IOException("a download failed", e.getCause());
        }
    }
}
