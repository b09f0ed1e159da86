package dev.yatagarasu.server.jetty.distribution;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A plug-in as others would write it: every key is an object that greets. */
public class GreetingStorageFactory implements StorageBackendFactory {
    @Override
    public String type() {
        return "greeting";
    }

    @Override
    public StorageBackend create(ConfigNode settings, ComponentContext context) {
        return new Greetings(settings.requiredString("word"));
    }

    private record Greetings(String word) implements StorageBackend {
        @Override
        public StorageResponse get(StorageRequest request) {
            byte[] body = (word + " " + request.key()).getBytes(StandardCharsets.UTF_8);
            return answer(body.length, new ByteArrayInputStream(body));
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return answer(word.length() + 1 + request.key().length(), InputStream.nullInputStream());
        }

        private static StorageResponse answer(long size, InputStream body) {
            return new StorageResponse.Whole(Headers.of("content-type", "text/plain"), size, body);
        }

        @Override
        public StorageHealth probe() {
            return new StorageHealth.Up();
        }

        @Override
        public void close() {}
    }
}
