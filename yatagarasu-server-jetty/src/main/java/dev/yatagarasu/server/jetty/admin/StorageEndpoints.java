package dev.yatagarasu.server.jetty.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yatagarasu.core.StorageAdmin;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What operators do with the storage of buckets over HTTP: what {@link StorageAdmin} does in Java. */
public final class StorageEndpoints {
    private static final String PATH = "/admin/storage";

    private final StorageAdmin storage;

    private StorageEndpoints(StorageAdmin storage) {
        this.storage = storage;
    }

    /** The endpoints of that storage. */
    public static List<AdminEndpoint> of(StorageAdmin storage) {
        StorageEndpoints all = new StorageEndpoints(storage);
        return List.of(
                new AdminEndpoint("GET", PATH, call -> all.list()),
                new AdminEndpoint("POST", PATH + "/{rest}", all::turn));
    }

    private AdminAnswer list() {
        List<ReplicaStatus> replicas = storage.replicas();
        return AdminAnswer.json(200, json -> {
            json.writeArrayFieldStart("replicas");
            for (ReplicaStatus replica : replicas) {
                write(json, replica);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, ReplicaStatus replica) throws IOException {
        json.writeStartObject();
        json.writeStringField("bucket", replica.bucket());
        json.writeStringField("replica", replica.replica());
        json.writeBooleanField("enabled", replica.enabled());
        json.writeStringField("breaker", replica.breaker().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("retry_in_ms", replica.retryIn().toMillis());
        json.writeStringField("health", replica.health());
        json.writeEndObject();
    }

    /** The path goes on with a bucket, a replica, and what to do with it. */
    private AdminAnswer turn(AdminCall call) {
        String[] names = call.id().split("/", -1);
        String action = names.length == 3 ? names[2] : "";
        switch (action) {
            case "disable" -> storage.disable(names[0], names[1]);
            case "enable" -> storage.enable(names[0], names[1]);
            default -> throw new AdminRefusal(404, "not_found", "There is no such call on the admin port.");
        }
        return AdminAnswer.json(200, json -> json.writeBooleanField("enabled", action.equals("enable")));
    }
}
