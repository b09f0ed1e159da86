package dev.yatagarasu.examples.embedded;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** An application with a login of its own: it hands in who asks, and a policy of its own decides whether they may. */
public final class OwnLogin implements AutoCloseable {
    private final Yatagarasu yatagarasu;

    /** Serves a storage to the departments that its folders are called after. */
    public OwnLogin(StorageConfig storage) {
        AuthConfig auth =
                AuthConfig.builder().authorizer(new DepartmentFolders()).build();
        YatagarasuConfig config = YatagarasuConfig.builder()
                .bucket(BucketConfig.protectedBucket("files", "/files", storage, auth)
                        .build())
                .build();
        this.yatagarasu = Yatagarasu.builder().config(config).build();
    }

    /** Whoever has logged in. */
    public record User(String name, String department) {}

    /**
     * Copies an object for a user.
     *
     * @throws dev.yatagarasu.core.RequestException if they may not read it, before storage is asked
     */
    public void copy(User user, String key, OutputStream out) throws IOException {
        Principal principal = new Principal(user.name(), Map.of("department", user.department()));
        try (StoredObject object = yatagarasu.get("files", key, principal).orElseThrow()) {
            object.body().transferTo(out);
        }
    }

    /** Answers an HTTP request of a user; whoever sends the answer tells it how that ended. */
    public Answer answer(Request request, User user) {
        Principal principal = new Principal(user.name(), Map.of("department", user.department()));
        return switch (yatagarasu.begin(request, principal)) {
            case Answer fromMemory -> fromMemory;
            case Work work -> work.finish(); // blocks: call it on a virtual thread
        };
    }

    @Override
    public void close() {
        yatagarasu.close();
    }

    /** Whoever is in a department may read what is in the folder of that name. */
    private static final class DepartmentFolders implements Authorizer {
        @Override
        public Decision authorize(AccessRequest request) {
            Object department = request.principal()
                    .map(principal -> principal.claims().get("department"))
                    .orElse("");
            int slash = request.key().indexOf('/');
            boolean own = slash > 0 && request.key().substring(0, slash).equals(department);
            return own ? new Decision.Allow() : new Decision.Deny("not in the folder of their department");
        }

        @Override
        public void close() {}
    }
}
