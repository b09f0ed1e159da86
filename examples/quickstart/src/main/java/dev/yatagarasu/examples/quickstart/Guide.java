package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.server.jetty.YatagarasuServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/** What the demo prints: where everything listens, and commands to paste. */
record Guide(SampleStore store, DemoCache cache, Yatagarasu engine, YatagarasuServer server) {

    List<String> lines() throws IOException {
        String objects = "http://127.0.0.1:" + server.port();
        String samples = objects + "/" + SampleStore.BUCKET;
        String admin = "http://127.0.0.1:" + server.adminPort().orElseThrow();
        return List.of(
                "",
                "Yatagarasu listens on " + objects + ", its admin port is " + admin + ".",
                "Behind it is an S3 server at " + store.endpoint() + ", which takes signed requests only.",
                "Layers of the cache: " + layers() + ".",
                "",
                "A whole object, twice: the second time it comes from the cache (x-cache: HIT)",
                "  curl -i " + samples + "/hello.txt",
                "  curl -i " + samples + "/hello.txt",
                "Its headers alone",
                "  curl -I " + samples + "/picture.png",
                "Two lines from the middle of 64 MB",
                "  curl -r 33554432-33554559 " + samples + "/lines.txt",
                "All of it",
                "  curl -o lines.txt " + samples + "/lines.txt",
                "An object that the client has already (304, no body)",
                "  curl -i -H 'If-None-Match: " + etag("index.html") + "' " + samples + "/index.html",
                "For operators",
                "  curl " + admin + "/ready",
                "  curl " + admin + "/metrics",
                "",
                "A page for the browser: " + samples + "/index.html",
                "Ctrl-C ends it.");
    }

    private String layers() {
        return cache.asLayers().layers().stream().map(TierConfig::type).collect(Collectors.joining(", "));
    }

    private String etag(String key) throws IOException {
        try (StoredObject object = engine.get(SampleStore.BUCKET, key).orElseThrow()) {
            object.body().transferTo(OutputStream.nullOutputStream());
            return object.headers().first("etag").orElseThrow();
        }
    }
}
