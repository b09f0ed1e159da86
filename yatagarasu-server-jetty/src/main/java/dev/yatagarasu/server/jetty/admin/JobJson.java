package dev.yatagarasu.server.jetty.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import dev.yatagarasu.core.warmup.WarmUpProgress;
import java.io.IOException;
import java.util.Locale;

/** A warm-up as it is answered. */
record JobJson(WarmUpJob job) {

    void writeTo(JsonGenerator json) throws IOException {
        WarmUpProgress progress = job.progress();
        json.writeStringField("id", job.id());
        write(job.warmUp(), json);
        json.writeStringField("state", progress.state().name().toLowerCase(Locale.ROOT));
        if (progress.reason().isPresent()) {
            json.writeStringField("reason", progress.reason().get());
        }
        json.writeNumberField("found", progress.found());
        json.writeNumberField("done", progress.done());
        json.writeNumberField("skipped", progress.skipped());
        json.writeNumberField("failed", progress.failed());
        json.writeNumberField("bytes", progress.bytes());
        writeFailures(progress, json);
        json.writeStringField("started", progress.started().toString());
        if (progress.ended().isPresent()) {
            json.writeStringField("ended", progress.ended().get().toString());
        }
    }

    private static void write(WarmUp warmUp, JsonGenerator json) throws IOException {
        json.writeStringField("bucket", warmUp.bucket());
        if (warmUp.objects() instanceof WarmUp.Prefix all) {
            json.writeStringField("prefix", all.prefix());
        }
        json.writeNumberField("concurrency", warmUp.concurrency());
        json.writeNumberField("requests_per_second", warmUp.requestsPerSecond());
        json.writeNumberField("bytes_per_second", warmUp.bytesPerSecond());
    }

    private static void writeFailures(WarmUpProgress progress, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("failures");
        for (WarmUpProgress.Failure failure : progress.failures()) {
            json.writeStartObject();
            json.writeStringField("key", failure.key());
            json.writeStringField("message", failure.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
