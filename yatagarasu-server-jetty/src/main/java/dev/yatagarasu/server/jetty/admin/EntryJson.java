package dev.yatagarasu.server.jetty.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.core.report.CacheEntry;
import java.io.IOException;

/** What the tiers hold of an object, as it is answered. */
record EntryJson(CacheEntry entry) {

    void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tiers");
        for (CacheEntry.InTier tier : entry.tiers()) {
            json.writeStartObject();
            json.writeStringField("tier", tier.tier());
            json.writeBooleanField("up", tier.up());
            json.writeBooleanField("present", !tier.heads().isEmpty());
            json.writeArrayFieldStart("heads");
            for (CacheEntry.Head head : tier.heads()) {
                json.writeStartObject();
                write(head, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(CacheEntry.Head entered, JsonGenerator json) throws IOException {
        switch (entered.head()) {
            case CachedHead.Found found -> {
                json.writeStringField("kind", "object");
                json.writeStringField("variant", entered.key().variant());
                write(found, entered.blocksPresent(), json);
            }
            case CachedHead.Missing missing -> json.writeStringField("kind", "missing");
        }
        write(entered.head().lifetime(), json);
    }

    private static void write(CachedHead.Found found, int blocksPresent, JsonGenerator json) throws IOException {
        json.writeNumberField("size", found.size());
        json.writeStringField("etag", found.headers().firstOr("etag", ""));
        json.writeStringField("content_type", found.headers().firstOr("content-type", ""));
        Json.texts(json, "tags", found.tags());
        json.writeObjectFieldStart("blocks");
        json.writeNumberField("present", blocksPresent);
        json.writeNumberField("total", found.blocks());
        json.writeEndObject();
    }

    /** In seconds; what is left is negative once it is over. */
    private void write(Lifetime lifetime, JsonGenerator json) throws IOException {
        long now = entry.atMillis();
        json.writeBooleanField("fresh", lifetime.isFreshAt(now));
        json.writeNumberField("age", lifetime.ageSecondsAt(now));
        json.writeNumberField(
                "ttl_left", Math.floorDiv(lifetime.asOfMillis() + lifetime.freshForMillis() - now, 1000L));
        json.writeNumberField("stale_while_revalidate", lifetime.staleWhileRevalidateMillis() / 1000);
        json.writeNumberField("stale_if_error", lifetime.staleIfErrorMillis() / 1000);
    }
}
