package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A store of an OpenFGA, real or not, as those see it who write tuples. */
final class Fga {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;
    private final String store;
    private final String model;

    private Fga(URI server, String token) {
        this.server = server;
        this.token = token;
        this.store = post("/stores", JSON.objectNode().put("name", "tests"))
                .path("id")
                .asText();
        this.model = writeModel(Examples.model());
    }

    /** Makes a store with the model of the examples. */
    static Fga storeAt(URI server, String token) {
        return new Fga(server, token);
    }

    OpenFgaConfig.Store named() {
        return new OpenFgaConfig.Store(store, Optional.of(model));
    }

    String writeModel(JsonNode json) {
        return post("/stores/" + store + "/authorization-models", json)
                .path("authorization_model_id")
                .asText();
    }

    void write(String user, String relation, String object) {
        ObjectNode tuple =
                JSON.objectNode().put("user", user).put("relation", relation).put("object", object);
        change("writes", JSON.arrayNode().add(tuple));
    }

    void writeAll(JsonNode tuples) {
        change("writes", tuples);
    }

    void delete(String user, String relation, String object) {
        ObjectNode tuple =
                JSON.objectNode().put("user", user).put("relation", relation).put("object", object);
        change("deletes", JSON.arrayNode().add(tuple));
    }

    private void change(String what, JsonNode tuples) {
        ObjectNode body = JSON.objectNode();
        body.putObject(what).set("tuple_keys", tuples);
        post("/stores/" + store + "/write", body);
    }

    private JsonNode post(String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return Examples.json(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
