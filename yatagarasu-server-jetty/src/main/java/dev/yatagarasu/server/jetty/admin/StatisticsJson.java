package dev.yatagarasu.server.jetty.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.core.report.CacheStatistics;
import dev.yatagarasu.core.report.InvalidationStatus;
import java.io.IOException;
import java.util.Optional;

/** Statistics as they are answered. */
record StatisticsJson(CacheStatistics statistics, Optional<InvalidationStatus> invalidation) {

    void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tiers");
        for (CacheStatistics.Tier tier : statistics.tiers()) {
            write(tier, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("buckets");
        for (CacheStatistics.Bucket bucket : statistics.buckets()) {
            write(bucket, json);
        }
        json.writeEndArray();
        if (invalidation.isPresent()) {
            write(invalidation.get(), json);
        }
    }

    /** What a tier cannot count is left out. */
    private static void writeKnown(String name, long count, JsonGenerator json) throws IOException {
        if (count != TierStatistics.UNKNOWN) {
            json.writeNumberField(name, count);
        }
    }

    private static void write(CacheStatistics.Tier tier, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("tier", tier.name());
        json.writeBooleanField("up", tier.up());
        writeKnown("bytes", tier.holds().bytes(), json);
        writeKnown("entries", tier.holds().entries(), json);
        writeKnown("evictions", tier.holds().evictions(), json);
        json.writeNumberField("hits", tier.hits());
        json.writeNumberField("misses", tier.misses());
        json.writeNumberField("hit_ratio", tier.hitRatio());
        json.writeNumberField("errors", tier.errors());
        json.writeNumberField("queued_bytes", tier.queuedBytes());
        json.writeNumberField("dropped_writes", tier.droppedWrites());
        json.writeEndObject();
    }

    private static void write(CacheStatistics.Bucket bucket, JsonGenerator json) throws IOException {
        CacheStatistics.Answers answers = bucket.answers();
        json.writeStartObject();
        json.writeStringField("bucket", bucket.name());
        json.writeNumberField("hits", answers.hits());
        json.writeNumberField("misses", answers.misses());
        json.writeNumberField("stale", answers.stale());
        json.writeNumberField("revalidated", answers.revalidated());
        json.writeNumberField("bypass", answers.bypass());
        json.writeNumberField("hit_ratio", answers.hitRatio());
        json.writeNumberField("bytes_from_cache", answers.bytesFromCache());
        json.writeNumberField("bytes_from_storage", answers.bytesFromStorage());
        json.writeArrayFieldStart("tiers");
        for (CacheStatistics.TierLookups tier : bucket.tiers()) {
            json.writeStartObject();
            json.writeStringField("tier", tier.tier());
            json.writeNumberField("hits", tier.hits());
            json.writeNumberField("misses", tier.misses());
            json.writeNumberField("hit_ratio", tier.hitRatio());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(InvalidationStatus invalidation, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("invalidation");
        json.writeBooleanField("up", invalidation.up());
        json.writeNumberField("sent", invalidation.sent());
        json.writeNumberField("unsent", invalidation.unsent());
        json.writeNumberField("received", invalidation.received());
        json.writeNumberField("missed", invalidation.missed());
        json.writeEndObject();
    }
}
