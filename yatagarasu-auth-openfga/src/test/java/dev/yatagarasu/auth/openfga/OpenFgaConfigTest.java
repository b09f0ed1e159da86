package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ApiToken;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ClientCredentials;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Consistency;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Objects;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Parents;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Relations;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Retry;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Store;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Users;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenFgaConfigTest {
    private static final String STORE = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String MODEL = "01GXSA8YR785C4FYS3C0RTG7B1";
    private static final String SECRET = "hunter2-hunter2";

    @Test
    void read_onlyWhatIsNeeded_takesTheDefaults() {
        OpenFgaConfig config = read(settings(Map.of()));

        assertThat(config)
                .isEqualTo(OpenFgaConfig.of(
                        EndpointConfig.of(URI.create("http://localhost:8080")),
                        new Store(STORE, Optional.empty()),
                        Optional.empty()));
        assertThat(config.users()).isEqualTo(new Users("sub", "user"));
        assertThat(config.objects())
                .isEqualTo(new Objects("file:{bucket}/{key}", "folder:{bucket}/{path}", "bucket:{bucket}"));
        assertThat(config.relations()).isEqualTo(new Relations("viewer", "viewer"));
        assertThat(config.parents()).isEqualTo(new Parents(true, "parent", 20));
        assertThat(config.consistency()).isEqualTo(Consistency.MINIMIZE_LATENCY);
        assertThat(config.retry()).isEqualTo(new Retry(3, Duration.ofMillis(50), Duration.ofMillis(500)));
    }

    @Test
    void read_everyKey_isTaken() {
        Map<String, ?> credentials = Map.of(
                "token_url",
                "https://id.example/oauth/token",
                "client_id",
                "proxy",
                "client_secret",
                SECRET,
                "audience",
                "https://fga.example",
                "scopes",
                List.of("read", "check"),
                "timeout",
                "4s");

        assertThat(read(Map.ofEntries(
                        Map.entry("endpoint", "https://fga.example/api"),
                        Map.entry("store_id", STORE),
                        Map.entry("authorization_model_id", MODEL),
                        Map.entry("client_credentials", credentials),
                        Map.entry("user_claim", "account.id"),
                        Map.entry("user_type", "person"),
                        Map.entry("objects", Map.of("file", "f:{key}", "folder", "d:{path}", "bucket", "b:{bucket}")),
                        Map.entry("relations", Map.of("get", "reader", "head", "lister")),
                        Map.entry("parents", Map.of("contextual", false, "relation", "up", "max_depth", 5)),
                        Map.entry("consistency", "higher_consistency"),
                        Map.entry("timeout", "3s"),
                        Map.entry("max_connections", 7),
                        Map.entry("retry", Map.of("max_attempts", 2, "initial_backoff", "10ms", "max_backoff", "1s")))))
                .isEqualTo(new OpenFgaConfig(
                        new EndpointConfig(
                                URI.create("https://fga.example/api"), Duration.ofSeconds(3), 7, Optional.empty()),
                        new Store(STORE, Optional.of(MODEL)),
                        Optional.of(new ClientCredentials(
                                new EndpointConfig(
                                        URI.create("https://id.example/oauth/token"),
                                        Duration.ofSeconds(4),
                                        EndpointConfig.MAX_CONNECTIONS,
                                        Optional.empty()),
                                "proxy",
                                Secret.of(SECRET),
                                Optional.of("https://fga.example"),
                                List.of("read", "check"))),
                        new Users("account.id", "person"),
                        new Objects("f:{key}", "d:{path}", "b:{bucket}"),
                        new Relations("reader", "lister"),
                        new Parents(false, "up", 5),
                        Consistency.HIGHER_CONSISTENCY,
                        new Retry(2, Duration.ofMillis(10), Duration.ofSeconds(1))));
    }

    @Test
    void read_apiToken_isTakenAndNeverShown() {
        OpenFgaConfig config = read(settings(Map.of("api_token", SECRET)));

        assertThat(config.login()).contains(new ApiToken(Secret.of(SECRET)));
        assertThat(config.toString()).doesNotContain(SECRET);
    }

    @Test
    void create_sectionWithTheOlderNameOfTheDecisionCache_isTaken() {
        ConfigNode node = ConfigNode.of(settings(
                Map.of("authorization_model_id", MODEL, "api_token", SECRET, "decision_cache_ttl_seconds", 30)));
        assertThat(node.integer("decision_cache_ttl_seconds", 0, 60)).hasValue(30);

        new OpenFgaAuthorizerFactory().create(node, Contexts.context()).close();

        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
    }

    @Test
    void read_missingValues_areProblems() {
        ConfigNode node = ConfigNode.of(Map.of());

        assertThat(OpenFgaConfig.read(node)).isEmpty();
        assertThat(node.problems().list()).extracting(Problem::path).containsExactlyInAnyOrder("endpoint", "store_id");
        assertProblem(
                Map.of("client_credentials", Map.of("token_url", "https://id.example", "client_id", "x")),
                "client_credentials.client_secret",
                "is missing");
    }

    @Test
    void read_idsThatAreNoUlids_areProblems() {
        for (String id : List.of(
                "my-store",
                STORE.toLowerCase(Locale.ROOT),
                STORE + "0",
                "8" + STORE.substring(1),
                "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                "01ARZ3NDEKTSV4RRFFQ69G5/../")) {
            assertProblem(Map.of("store_id", id), "store_id", "must be the ULID");
            assertProblem(Map.of("authorization_model_id", id), "authorization_model_id", "must be the ULID");
        }
    }

    @Test
    void store_idsThatAreNoUlids_cannotBeMade() {
        assertThatThrownBy(() -> new Store("../../x", Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Store(STORE, Optional.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_wrongValues_areProblems() {
        assertProblem(Map.of("api_token", "two words"), "api_token", "without spaces");
        assertProblem(Map.of("user_claim", "a..b"), "user_claim", "a path");
        assertProblem(Map.of("user_claim", ""), "user_claim", "a path");
        assertProblem(Map.of("user_type", "user:x"), "user_type", "a name in the model");
        assertProblem(Map.of("relations", Map.of("get", "can read")), "relations.get", "a name in the model");
        assertProblem(Map.of("relations", Map.of("head", "")), "relations.head", "a name in the model");
        assertProblem(Map.of("parents", Map.of("relation", "a#b")), "parents.relation", "a name in the model");
        assertProblem(Map.of("parents", Map.of("max_depth", 100)), "parents.max_depth", "from 1 to 99");
        assertProblem(Map.of("consistency", "eventual"), "consistency", "higher_consistency");
        assertProblem(Map.of("retry", Map.of("max_attempts", 0)), "retry.max_attempts", "from 1 to 10");
        assertProblem(Map.of("retry", Map.of("initial_backoff", "2s")), "retry.max_backoff", "must not be shorter");
        assertProblem(Map.of("timeout", "0s"), "timeout", "above 0");
        assertProblem(Map.of("endpoint", "localhost:8080"), "endpoint", "http://");
    }

    @Test
    void read_wrongCredentials_areProblems() {
        Map<String, Object> credentials = new HashMap<>(
                Map.of("token_url", "https://id.example/t", "client_id", "proxy", "client_secret", SECRET));
        assertProblem(
                Map.of("api_token", "x", "client_credentials", credentials), "api_token", "beside client_credentials");
        credentials.put("max_connections", 3);
        assertProblem(Map.of("client_credentials", credentials), "client_credentials.max_connections", "one at a time");
        credentials.remove("max_connections");
        credentials.put("audience", " ");
        assertProblem(Map.of("client_credentials", credentials), "client_credentials.audience", "is empty");
        credentials.remove("audience");
        credentials.put("scopes", List.of("read write"));
        assertProblem(Map.of("client_credentials", credentials), "client_credentials.scopes", "without spaces");
    }

    @Test
    void read_wrongTemplates_areProblems() {
        assertObjectsProblem(Map.of("file", "{bucket}/{key}"), "objects.file", "a type of the model");
        assertObjectsProblem(Map.of("file", "file:{bucket}/{kye}"), "objects.file", "may hold {bucket}, {key}");
        assertObjectsProblem(Map.of("file", "file:{bucket}/{path}"), "objects.file", "may hold {bucket}, {key}");
        assertObjectsProblem(Map.of("file", "file:{bucket}:{key}"), "objects.file", "text without");
        assertObjectsProblem(Map.of("file", "file:%20/{key}"), "objects.file", "text without");
        assertObjectsProblem(Map.of("file", "file:{bucket}-{key}"), "objects.file", "a slash between");
        assertObjectsProblem(Map.of("folder", "file:{bucket}/{path}"), "objects.folder", "another type than file");
        assertObjectsProblem(Map.of("folder", "folder:{bucket}"), "objects.folder", "must hold {path}");
        assertObjectsProblem(Map.of("file", "file:{bucket}"), "objects.file", "must hold {key}");
        assertObjectsProblem(Map.of("bucket", "folder:{bucket}"), "objects.bucket", "another type");
    }

    @Test
    void read_oneObjectForAll_isTakenWithoutContextualParents() {
        Map<String, ?> objects = Map.of("file", "bucket:{bucket}", "folder", "bucket:{bucket}");

        OpenFgaConfig config = read(settings(Map.of("objects", objects, "parents", Map.of("contextual", false))));

        assertThat(new ObjectNames(config.objects()).object("b", "x/y")).isEqualTo("bucket:b");
    }

    @Test
    void create_manyProblems_tellsAllOfThemAndUnknownKeys() {
        ConfigNode node = ConfigNode.of(
                Map.of("endpoint", "http://localhost:8080", "store_id", "x", "timeout", "soon", "api_tokn", SECRET));

        assertThatThrownBy(() -> new OpenFgaAuthorizerFactory().create(node, Contexts.context()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactlyInAnyOrder("store_id", "timeout", "api_tokn"))
                .hasMessageContaining("did you mean \"api_token\"")
                .hasMessageNotContaining(SECRET);
    }

    private static Map<String, Object> settings(Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("endpoint", "http://localhost:8080");
        settings.put("store_id", STORE);
        settings.putAll(more);
        return settings;
    }

    private static OpenFgaConfig read(Map<String, ?> settings) {
        ConfigNode node = ConfigNode.of(settings);
        Optional<OpenFgaConfig> config = OpenFgaConfig.read(node);
        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
        return config.orElseThrow();
    }

    private static void assertObjectsProblem(Map<String, ?> objects, String path, String message) {
        assertProblem(Map.of("objects", objects), path, message);
    }

    private static void assertProblem(Map<String, ?> more, String path, String message) {
        ConfigNode node = ConfigNode.of(settings(more));
        assertThat(OpenFgaConfig.read(node)).as("%s", more).isEmpty();
        assertThat(node.problems().list()).as("%s", more).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message);
        });
    }
}
