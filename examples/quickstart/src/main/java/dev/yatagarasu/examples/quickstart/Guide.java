package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.server.jetty.YatagarasuServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the demo prints: where everything listens, and commands to paste. */
record Guide(SampleStore store, DemoTokens tokens, Yatagarasu engine, YatagarasuServer server) {

    List<String> lines() throws IOException {
        return Stream.of(places(), objects(), readers(), operators())
                .flatMap(List::stream)
                .toList();
    }

    private List<String> places() {
        return List.of(
                "",
                "Yatagarasu listens on " + address() + ", its admin port is " + admin() + ".",
                "Behind it is an S3 server at " + store.endpoint() + ", which takes signed requests only.",
                "Tiers of the cache: " + layers() + ".");
    }

    private List<String> objects() throws IOException {
        String samples = address() + "/" + SampleStore.OPEN;
        return List.of(
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
                "  curl -i -H 'If-None-Match: " + etag("index.html") + "' " + samples + "/index.html");
    }

    private List<String> readers() {
        String news = address() + "/" + SampleStore.MEMBERS + "/news.txt";
        String notes = address() + "/" + SampleStore.HOMES + "/ada/notes.txt";
        return List.of(
                "",
                "Tokens for the shell: Ada is a reader, Eve has no role; good for " + DemoTokens.LIFETIME.toHours()
                        + " hours",
                "  ADA=" + tokens.of("ada", "reader"),
                "  EVE=" + tokens.of("eve"),
                "A bucket for readers: nobody (401), Eve (403), Ada (200)",
                "  curl -i " + news,
                asSomebody("EVE", news),
                asSomebody("ADA", news),
                "A bucket with a policy, by which everybody reads the folder of their name: Eve (403), Ada (200)",
                asSomebody("EVE", notes),
                asSomebody("ADA", notes));
    }

    private static String asSomebody(String token, String url) {
        return "  curl -i -H \"Authorization: Bearer $" + token + "\" " + url;
    }

    private List<String> operators() {
        return List.of(
                "",
                "For operators",
                "  curl " + admin() + "/ready",
                "  curl " + admin() + "/metrics",
                "",
                "A page for the browser: " + address() + "/" + SampleStore.OPEN + "/index.html",
                "Ctrl-C ends it.");
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    private String admin() {
        return "http://127.0.0.1:" + server.adminPort().orElseThrow();
    }

    private String layers() {
        return engine.config().cache().layers().stream().map(TierConfig::type).collect(Collectors.joining(", "));
    }

    private String etag(String key) throws IOException {
        try (StoredObject object = engine.get(SampleStore.OPEN, key).orElseThrow()) {
            object.body().transferTo(OutputStream.nullOutputStream());
            return object.headers().first("etag").orElseThrow();
        }
    }
}
