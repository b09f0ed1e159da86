package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.http.EndpointReader;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Consistency;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Login;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Objects;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Parents;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Relations;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Retry;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Store;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code openfga}. */
final class OpenFgaConfigReader {
    static final Users USERS = new Users("sub", "user");
    static final Objects OBJECTS = new Objects("file:{bucket}/{key}", "folder:{bucket}/{path}", "bucket:{bucket}");
    static final Relations RELATIONS = new Relations("viewer", "viewer");
    static final Parents PARENTS = new Parents(true, "parent", 20);
    static final Retry RETRY = new Retry(3, Duration.ofMillis(50), Duration.ofMillis(500));

    /** The server takes 100 contextual tuples; an object in so many folders needs one more. */
    private static final int DEEPEST = 99;

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final ConfigNode section;

    private OpenFgaConfigReader(ConfigNode section) {
        this.section = section;
    }

    static Optional<OpenFgaConfig> read(ConfigNode section) {
        return new OpenFgaConfigReader(section).read();
    }

    private Optional<OpenFgaConfig> read() {
        Optional<EndpointConfig> endpoint = EndpointReader.read(section, "endpoint");
        Optional<Store> store = store();
        Optional<Login> login = LoginReader.read(section);
        Users users = users();
        Relations relations = relations(section.childOrEmpty("relations"));
        Parents parents = parents(section.childOrEmpty("parents"));
        Objects objects = ObjectsReader.read(section.childOrEmpty("objects"), parents);
        Consistency consistency =
                section.oneOf("consistency", Consistency.class).orElse(Consistency.MINIMIZE_LATENCY);
        Retry retry = retry(section.childOrEmpty("retry"));
        if (endpoint.isEmpty() || store.isEmpty() || !section.isSound()) {
            return Optional.empty();
        }
        return Optional.of(new OpenFgaConfig(
                endpoint.get(), store.get(), login, users, objects, relations, parents, consistency, retry));
    }

    private Optional<Store> store() {
        Optional<String> id = Optional.of(section.requiredString("store_id"))
                .filter(text -> !text.isBlank())
                .flatMap(text -> ulid("store_id", text));
        Optional<String> model =
                section.string("authorization_model_id").flatMap(text -> ulid("authorization_model_id", text));
        return id.map(it -> new Store(it, model));
    }

    private Optional<String> ulid(String key, String text) {
        if (!Store.isUlid(text)) {
            section.problem(
                    key,
                    "must be the ULID that OpenFGA gave it: 26 digits and capital letters, found "
                            + section.describe(key));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Users users() {
        String claim = section.string("user_claim").orElse(USERS.claim());
        if (List.of(claim.split("\\.", -1)).contains("")) {
            section.problem(
                    "user_claim",
                    "must be the name of a claim, or a path of several such as account.id, found "
                            + section.describe("user_claim"));
        }
        return new Users(claim, modelName(section, "user_type", USERS.type()));
    }

    private static Relations relations(ConfigNode node) {
        return new Relations(modelName(node, "get", RELATIONS.get()), modelName(node, "head", RELATIONS.head()));
    }

    private static Parents parents(ConfigNode node) {
        return new Parents(
                node.bool("contextual").orElse(PARENTS.contextual()),
                modelName(node, "relation", PARENTS.relation()),
                node.integer("max_depth", 1, DEEPEST).orElse(PARENTS.maxDepth()));
    }

    private static String modelName(ConfigNode node, String key, String otherwise) {
        String name = node.string(key).orElse(otherwise);
        if (!NameTemplate.NAME_IN_MODEL.matcher(name).matches()) {
            node.problem(
                    key,
                    "must be a name in the model: at most 50 letters, digits and _ - . /, found " + node.describe(key));
        }
        return name;
    }

    private static Retry retry(ConfigNode node) {
        Retry retry = new Retry(
                node.integer("max_attempts", 1, 10).orElse(RETRY.maxAttempts()),
                node.positiveDuration("initial_backoff", LONGEST_BACKOFF).orElse(RETRY.initialBackoff()),
                node.positiveDuration("max_backoff", LONGEST_BACKOFF).orElse(RETRY.maxBackoff()));
        if (retry.maxBackoff().compareTo(retry.initialBackoff()) < 0) {
            node.problem("max_backoff", "must not be shorter than initial_backoff");
        }
        return retry;
    }
}
