package dev.yatagarasu.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.internal.plugin.UnknownTypeException;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageBackendsTest {
    private static final AtomicInteger CLOSINGS = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    @AfterEach
    void nothingClosedYet() {
        CLOSINGS.set(0);
    }

    @Test
    void create_bucketThatShowsMetadata_asksForChecksums() {
        try (VerifyingOrigin origin = VerifyingOrigin.start()) {
            S3Config s3 = S3Config.builder("data", "us-east-1")
                    .endpoint(origin.endpoint())
                    .credentials(VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY)
                    .build();
            for (boolean shown : new boolean[] {false, true}) {
                try (StorageBackend storage = new StorageBackends(List.of())
                        .lease(s3, shown, new ComponentContext("files", Clock.systemUTC(), Runnable::run))) {
                    storage.head(StorageRequest.whole("a")).close();
                }
                assertThat(origin.lastRequest().headers().contains("x-amz-checksum-mode"))
                        .isEqualTo(shown);
            }
        }
    }

    /** A plug-in with one setting. */
    public static final class Attic implements StorageBackendFactory {
        @Override
        public String type() {
            return "attic";
        }

        @Override
        public StorageBackend create(ConfigNode settings, ComponentContext context) {
            return new Box(settings.requiredString("box") + " of " + context.name());
        }
    }

    /** Another plug-in for the same type. */
    public static final class OtherAttic implements StorageBackendFactory {
        @Override
        public String type() {
            return "attic";
        }

        @Override
        public StorageBackend create(ConfigNode settings, ComponentContext context) {
            return new Box("other");
        }
    }

    /** A plug-in that claims a built-in type. */
    public static final class FalseS3 implements StorageBackendFactory {
        @Override
        public String type() {
            return "s3";
        }

        @Override
        public StorageBackend create(ConfigNode settings, ComponentContext context) {
            return new Box("false");
        }
    }

    private record Box(String label) implements StorageBackend {
        @Override
        public StorageResponse get(StorageRequest request) {
            return new StorageResponse.NotFound();
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return new StorageResponse.NotFound();
        }

        @Override
        public StorageHealth probe() {
            return new StorageHealth.Down(label);
        }

        @Override
        public void close() {
            CLOSINGS.incrementAndGet();
        }
    }

    private StorageBackends backends(String... providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(StorageBackendFactory.class.getName()), String.join("\n", providers));
        URL[] jars = {directory.toUri().toURL()};
        try (URLClassLoader plugins = new URLClassLoader(jars, StorageBackendsTest.class.getClassLoader())) {
            return new StorageBackends(List.of(plugins));
        }
    }

    private static StorageBackend create(StorageBackends backends, String type, Map<String, ?> settings) {
        return create(backends, new StorageConfig.Plugin(type, ConfigNode.of(settings)));
    }

    private static StorageBackend create(StorageBackends backends, StorageConfig storage) {
        return backends.lease(storage, false, new ComponentContext("files", Clock.systemUTC(), Runnable::run));
    }

    @Test
    void create_typeOfAPlugin_isMadeByItFromItsSettings() throws IOException {
        StorageBackend made = create(backends(Attic.class.getName()), "attic", Map.of("box", "letters"));

        assertThat(made.probe()).isEqualTo(new StorageHealth.Down("letters of files"));
    }

    @Test
    void new_twoPluginsForOneType_namesBothAndWhereTheyAre() {
        assertThatThrownBy(() -> backends(Attic.class.getName(), OtherAttic.class.getName()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("attic")
                .hasMessageContaining(Attic.class.getName())
                .hasMessageContaining(OtherAttic.class.getName())
                .hasMessageContaining(Attic.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
    }

    @Test
    void new_pluginForABuiltInType_isRefused() {
        assertThatThrownBy(() -> backends(FalseS3.class.getName()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(FalseS3.class.getName())
                .hasMessageContaining("s3");
    }

    @Test
    void new_pluginThatCannotBeLoaded_isAProblemNotACrash() {
        assertThatThrownBy(() -> backends("com.example.Missing"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("com.example.Missing");
        assertThatThrownBy(() -> backends(StorageBackendsTest.class.getName()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(StorageBackendsTest.class.getName());
    }

    @Test
    void create_unknownType_listsTheTypesThereAre() throws IOException {
        StorageBackends backends = backends(Attic.class.getName());

        assertThatThrownBy(() -> create(backends, "atic", Map.of("box", "x")))
                .isInstanceOf(UnknownTypeException.class)
                .hasMessage(
                        "there is no storage type \"atic\"; there are attic, filesystem, s3. Did you mean \"attic\"?");
    }

    @Test
    void create_keyThatThePluginDoesNotKnow_isReportedAndTheBackendClosed() throws IOException {
        StorageBackends backends = backends(Attic.class.getName());

        assertThatThrownBy(() -> create(backends, "attic", Map.of("box", "x", "boks", "y")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("boks")
                .hasMessageContaining("box");
        assertThat(CLOSINGS).hasValue(1);
    }

    @Test
    void create_problemThatThePluginNotes_isReportedAndTheBackendClosed() throws IOException {
        StorageBackends backends = backends(Attic.class.getName());

        assertThatThrownBy(() -> create(backends, "attic", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("box");
        assertThat(CLOSINGS).hasValue(1);
    }

    @Test
    void create_filesystem_isBuiltIn() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "here");

        try (StorageBackend made = create(backends(), new FilesystemConfig(directory));
                StorageResponse found = made.get(StorageRequest.whole("a.txt"))) {
            assertThat(found).isInstanceOf(StorageResponse.Whole.class);
        }
    }

    @Test
    void create_providedBackend_isClosedWithItsLastUser() throws IOException {
        StorageBackends backends = backends();
        StorageConfig box = new StorageConfig.Provided(new Box("provided"));
        StorageBackend one = create(backends, box);
        StorageBackend two = create(backends, box);

        assertThat(one.probe()).isEqualTo(new StorageHealth.Down("provided"));
        one.close();
        assertThat(CLOSINGS).hasValue(0);
        two.close();
        assertThat(CLOSINGS).hasValue(1);
    }

    @Test
    void lease_pluginConfiguredAlike_isTheOneThatIsOpenUntilItsLastUserHasGone() throws IOException {
        StorageBackends backends = backends(Attic.class.getName());
        StorageBackend before = create(backends, "attic", Map.of("box", "x"));
        StorageBackend after = create(backends, "attic", Map.of("box", "x"));
        StorageBackend other = create(backends, "attic", Map.of("box", "y"));

        before.close();
        before.close();
        assertThat(CLOSINGS).as("still used").hasValue(0);
        after.close();
        assertThat(CLOSINGS).hasValue(1);
        assertThat(other.probe()).isEqualTo(new StorageHealth.Down("y of files"));
        other.close();
        assertThat(CLOSINGS).hasValue(2);
    }

    @Test
    void lease_sameSettingsForAnotherBucket_isABackendOfItsOwn() throws IOException {
        StorageBackends backends = backends(Attic.class.getName());
        StorageConfig attic = new StorageConfig.Plugin("attic", ConfigNode.of(Map.of("box", "x")));

        StorageBackend one = create(backends, attic);
        StorageBackend two =
                backends.lease(attic, false, new ComponentContext("more", Clock.systemUTC(), Runnable::run));

        assertThat(one.probe()).isEqualTo(new StorageHealth.Down("x of files"));
        assertThat(two.probe()).isEqualTo(new StorageHealth.Down("x of more"));
    }

    @Test
    void another_leaseIsGivenBack_keepsTheStorageOpen() throws IOException {
        StorageLease lease = backends()
                .lease(
                        new StorageConfig.Provided(new Box("held")),
                        false,
                        new ComponentContext("files", Clock.systemUTC(), Runnable::run));
        StorageLease held = lease.another();

        lease.close();
        assertThat(CLOSINGS).hasValue(0);
        held.close();
        assertThat(CLOSINGS).hasValue(1);
        assertThatThrownBy(held::another).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void create_equalBackendsThatAreTwo_areClosedEach() throws IOException {
        StorageBackends backends = backends();
        StorageBackend one = create(backends, new StorageConfig.Provided(new Box("twin")));
        StorageBackend two = create(backends, new StorageConfig.Provided(new Box("twin")));

        one.close();
        assertThat(CLOSINGS).hasValue(1);
        two.close();
        assertThat(CLOSINGS).hasValue(2);
    }
}
