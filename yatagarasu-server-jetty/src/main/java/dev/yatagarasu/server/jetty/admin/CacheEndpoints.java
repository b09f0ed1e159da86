package dev.yatagarasu.server.jetty.admin;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.CacheAdmin;
import dev.yatagarasu.core.UnknownBucketException;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators do with the cache over HTTP: what {@link CacheAdmin} does in Java. */
public final class CacheEndpoints {
    private static final String WARM = "/admin/cache/warm";

    private final CacheAdmin cache;

    private CacheEndpoints(CacheAdmin cache) {
        this.cache = cache;
    }

    /** The endpoints of that cache. */
    public static List<AdminEndpoint> of(CacheAdmin cache) {
        CacheEndpoints all = new CacheEndpoints(cache);
        return List.of(
                new AdminEndpoint("GET", "/admin/cache", call -> all.statistics()),
                new AdminEndpoint("POST", "/admin/cache/purge", all::purge),
                new AdminEndpoint("GET", "/admin/cache/entry", all::entry),
                new AdminEndpoint("POST", WARM, all::warm),
                new AdminEndpoint("GET", WARM, call -> all.warmUps()),
                new AdminEndpoint("GET", WARM + "/{id}", call -> job(200, all.find(call))),
                new AdminEndpoint("DELETE", WARM + "/{id}", all::cancel));
    }

    private AdminAnswer statistics() {
        StatisticsJson statistics = new StatisticsJson(cache.statistics(), cache.invalidation());
        return AdminAnswer.json(200, statistics::writeTo);
    }

    private AdminAnswer entry(AdminCall call) {
        QueryFields query = call.query("bucket", "key");
        EntryJson entry = new EntryJson(cache.entry(query.text("bucket"), query.text("key")));
        return AdminAnswer.json(200, json -> {
            json.writeStringField("bucket", query.text("bucket"));
            json.writeStringField("key", query.text("key"));
            entry.writeTo(json);
        });
    }

    private AdminAnswer purge(AdminCall call) throws IOException {
        JsonFields body = call.body("bucket", "key", "prefix", "tag", "all", "soft");
        Purge purge = what(body);
        long purged = cache.purge(body.flag("soft") ? purge.softly() : purge);
        Optional<String> hint = purged == 0 ? hint(purge) : Optional.empty();
        return AdminAnswer.json(200, json -> {
            json.writeNumberField("purged", purged);
            if (hint.isPresent()) {
                json.writeStringField("hint", hint.get());
            }
        });
    }

    /** Exactly one of the four ways to say what is meant. */
    private static Purge what(JsonFields body) {
        String bucket = body.text("bucket");
        List<Purge> named = Stream.of(
                        named(body, "key").map(key -> Purge.key(bucket, key)),
                        named(body, "prefix").map(prefix -> Purge.prefix(bucket, prefix)),
                        named(body, "tag").map(tag -> Purge.tag(bucket, tag)),
                        Optional.of(Purge.bucket(bucket)).filter(all -> body.flag("all")))
                .flatMap(Optional::stream)
                .toList();
        if (named.size() != 1) {
            throw AdminRefusal.badRequest(
                    "Name one of \"key\", \"prefix\", \"tag\", or \"all\": true for the whole bucket.");
        }
        return named.getFirst();
    }

    private static Optional<String> named(JsonFields body, String field) {
        Optional<String> text = body.optionalText(field);
        if (text.filter(String::isEmpty).isPresent()) {
            throw AdminRefusal.badRequest(
                    "\"" + field + "\" must not be empty; for the whole bucket, send \"all\": true.");
        }
        return text;
    }

    private static Optional<String> hint(Purge purge) {
        boolean namesKeys = purge.kind() == Purge.Kind.KEY || purge.kind() == Purge.Kind.PREFIX;
        return namesKeys && purge.value().startsWith("/")
                ? Optional.of("Keys are exact: they begin with a slash only if the object's own key does.")
                : Optional.empty();
    }

    private AdminAnswer warm(AdminCall call) throws IOException {
        JsonFields body =
                call.body("bucket", "prefix", "keys", "concurrency", "requests_per_second", "bytes_per_second");
        WarmUpJob job;
        try {
            job = cache.warm(warmUp(body));
        } catch (UnknownBucketException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw AdminRefusal.badRequest(AdminRefusal.sentence(e));
        }
        return job(202, job).with(Headers.of("location", WARM + "/" + job.id()));
    }

    private static WarmUp warmUp(JsonFields body) {
        String bucket = body.text("bucket");
        Optional<String> prefix = body.optionalText("prefix");
        Optional<List<String>> keys = body.optionalTexts("keys");
        if (prefix.isPresent() == keys.isPresent()) {
            throw AdminRefusal.badRequest(
                    "Name \"keys\", or a \"prefix\", which may be empty for all objects of the bucket.");
        }
        WarmUp plain =
                keys.map(all -> WarmUp.keys(bucket, all)).orElseGet(() -> WarmUp.prefix(bucket, prefix.orElse("")));
        return plain.withConcurrency(
                        Math.clamp(body.number("concurrency", plain.concurrency()), -1, WarmUp.MOST_AT_ONCE + 1))
                .withRequestsPerSecond(body.number("requests_per_second", 0))
                .withBytesPerSecond(body.number("bytes_per_second", 0));
    }

    private AdminAnswer warmUps() {
        List<WarmUpJob> jobs = cache.warmUps();
        return AdminAnswer.json(200, json -> {
            json.writeArrayFieldStart("jobs");
            for (WarmUpJob job : jobs) {
                json.writeStartObject();
                new JobJson(job).writeTo(json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private WarmUpJob find(AdminCall call) {
        return cache.warmUp(call.id())
                .orElseThrow(
                        () -> new AdminRefusal(404, "not_found", "There is no warm-up of that id, or not any more."));
    }

    private AdminAnswer cancel(AdminCall call) {
        WarmUpJob job = find(call);
        job.cancel();
        return job(200, job);
    }

    private static AdminAnswer job(int status, WarmUpJob job) {
        return AdminAnswer.json(status, new JobJson(job)::writeTo);
    }
}
