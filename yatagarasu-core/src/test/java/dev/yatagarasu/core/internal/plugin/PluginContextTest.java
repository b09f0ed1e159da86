package dev.yatagarasu.core.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.AuthenticatorFactory;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.AuthorizerFactory;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.PolicyConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.internal.identity.Authenticators;
import dev.yatagarasu.core.internal.identity.KeySets;
import dev.yatagarasu.core.internal.policy.Policies;
import dev.yatagarasu.core.internal.storage.StorageBackends;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a plug-in does, the context class loader of the thread is its own, and afterwards what it was. */
class PluginContextTest {
    private static final String SEEN = "PluginContextTest.seen";

    private static final String POLICY = """
            import dev.yatagarasu.api.YatagarasuException;
            import dev.yatagarasu.api.config.ConfigNode;
            import dev.yatagarasu.api.plugin.ComponentContext;
            import dev.yatagarasu.api.policy.AccessRequest;
            import dev.yatagarasu.api.policy.Authorizer;
            import dev.yatagarasu.api.policy.AuthorizerFactory;
            import dev.yatagarasu.api.policy.Decision;
            import dev.yatagarasu.api.policy.PolicyInputs;

            public class Telling implements AuthorizerFactory {
                public Telling() { tell("constructor"); }

                static String tell(String where) {
                    String loader = Thread.currentThread().getContextClassLoader().getName();
                    System.setProperty("PluginContextTest.seen", System.getProperty("PluginContextTest.seen", "") + where + "=" + loader + " ");
                    return loader;
                }

                public String type() { tell("type"); return "telling"; }

                public Authorizer create(ConfigNode settings, ComponentContext context) {
                    tell("create");
                    return new Authorizer() {
                        public Decision authorize(AccessRequest request) {
                            if (request.key().equals("failure")) { throw new YatagarasuException(tell("failure")); }
                            if (request.key().equals("error")) { throw new NoClassDefFoundError(tell("error")); }
                            context.executor().execute(() -> tell("executor"));
                            return new Decision.Deny(tell("authorize"));
                        }

                        public PolicyInputs inputs() { tell("inputs"); return PolicyInputs.none(); }

                        public void close() { tell("close"); }
                    };
                }
            }
            """;

    private static final String STORAGE = """
            import dev.yatagarasu.api.config.ConfigNode;
            import dev.yatagarasu.api.http.Headers;
            import dev.yatagarasu.api.plugin.ComponentContext;
            import dev.yatagarasu.api.storage.StorageBackend;
            import dev.yatagarasu.api.storage.StorageBackendFactory;
            import dev.yatagarasu.api.storage.StorageException;
            import dev.yatagarasu.api.storage.StorageHealth;
            import dev.yatagarasu.api.storage.StorageRequest;
            import dev.yatagarasu.api.storage.StorageResponse;
            import java.io.IOException;
            import java.io.InputStream;

            public class Keeping implements StorageBackendFactory {
                public String type() { return "keeping"; }

                static byte[] name() {
                    return (Thread.currentThread().getContextClassLoader().getName() + ";").getBytes();
                }

                public StorageBackend create(ConfigNode settings, ComponentContext context) {
                    return new StorageBackend() {
                        public StorageResponse get(StorageRequest request) {
                            if (request.key().equals("failure")) {
                                throw new StorageException(StorageException.Kind.BROKEN, new String(name()));
                            }
                            return new StorageResponse.Whole(Headers.empty(), 99, new InputStream() {
                                public int read() { return name()[0]; }
                                public int read(byte[] buffer, int offset, int length) throws IOException {
                                    if (length == 1) { throw new IOException(new String(name())); }
                                    byte[] name = name();
                                    System.arraycopy(name, 0, buffer, offset, name.length);
                                    return name.length;
                                }
                                public void close() throws IOException { throw new IOException(new String(name())); }
                            });
                        }
                        public StorageResponse head(StorageRequest request) { return new StorageResponse.NotFound(); }
                        public StorageHealth probe() { return new StorageHealth.Down(new String(name())); }
                        public void close() {}
                    };
                }
            }
            """;

    private static final String AUTHENTICATOR = """
            import dev.yatagarasu.api.Principal;
            import dev.yatagarasu.api.config.ConfigNode;
            import dev.yatagarasu.api.identity.Authentication;
            import dev.yatagarasu.api.identity.Authenticator;
            import dev.yatagarasu.api.identity.AuthenticatorFactory;
            import dev.yatagarasu.api.identity.IdentityRequest;
            import dev.yatagarasu.api.plugin.ComponentContext;
            import java.util.Optional;

            public class Knowing implements AuthenticatorFactory {
                public String type() { return "knowing"; }

                static String name() { return Thread.currentThread().getContextClassLoader().getName(); }

                public Authenticator create(ConfigNode settings, ComponentContext context) {
                    return settings.bool("old").orElse(false) ? new Old() : new Old() {
                        public Optional<Authentication> recall(IdentityRequest request) {
                            return Optional.of(new Authentication.Rejected(name()));
                        }
                        public Optional<String> objection(Principal principal) { return Optional.of(name()); }
                    };
                }

                static class Old implements Authenticator {
                    public Authentication authenticate(IdentityRequest request) {
                        return new Authentication.Rejected(name());
                    }
                    public void close() {}
                }
            }
            """;

    @TempDir
    Path directory;

    private final Executor executor = task -> {
        try {
            Thread.ofVirtual().start(task).join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    };
    private final ComponentContext context = new ComponentContext("files", Clock.systemUTC(), executor);
    private final ClassLoader before = new ClassLoader("before", null) {};
    private ClassLoader ofTheTest = before;

    @BeforeEach
    void beWhoeverCalls() {
        System.clearProperty(SEEN);
        ofTheTest = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(before);
    }

    @AfterEach
    void isWhatItWas() {
        ClassLoader after = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ofTheTest);
        assertThat(after).isSameAs(before);
    }

    private Authorizer authorizer(URLClassLoader plugin) {
        return new Policies(List.of(getClass().getClassLoader(), plugin))
                .create(new PolicyConfig.Plugin("telling", ConfigNode.of(Map.of())), context)
                .orElseThrow();
    }

    private static AccessRequest request(String key) {
        return new AccessRequest(
                Optional.of(Principal.of("ann")), "GET", "files", key, "/" + key, RequestDetails.none());
    }

    @Test
    void policy_eachCall_hasThePluginsLoaderAsContext() throws IOException {
        try (URLClassLoader plugin = CompiledPlugin.of(directory, "Telling", POLICY, AuthorizerFactory.class);
                Authorizer authorizer = authorizer(plugin)) {
            authorizer.inputs();
            assertThat(authorizer.authorize(request("a"))).isEqualTo(new Decision.Deny("of-Telling"));
            assertThat(authorizer.authorizeAll(List.of(request("a"), request("b"))))
                    .hasSize(2);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
        assertThat(System.getProperty(SEEN).split(" "))
                .allMatch(seen -> seen.endsWith("=of-Telling"))
                .contains(
                        "constructor=of-Telling",
                        "type=of-Telling",
                        "create=of-Telling",
                        "inputs=of-Telling",
                        "authorize=of-Telling",
                        "executor=of-Telling",
                        "close=of-Telling");
    }

    @Test
    void policy_thatThrows_throwsTheVerySameAndGivesTheThreadItsLoaderBack() throws IOException {
        try (URLClassLoader plugin = CompiledPlugin.of(directory, "Telling", POLICY, AuthorizerFactory.class);
                Authorizer authorizer = authorizer(plugin)) {
            assertThatThrownBy(() -> authorizer.authorize(request("failure")))
                    .isExactlyInstanceOf(YatagarasuException.class)
                    .hasMessage("of-Telling");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            assertThatThrownBy(() -> authorizer.authorize(request("error")))
                    .isExactlyInstanceOf(NoClassDefFoundError.class)
                    .hasMessage("of-Telling");
        }
    }

    private Authenticator authenticator(URLClassLoader plugin, boolean old) {
        KeySets none = new KeySets(context.clock(), executor);
        return new Authenticators(List.of(plugin), none)
                .create(new IdentityConfig.Plugin("knowing", ConfigNode.of(Map.of("old", old))), context, 0)
                .orElseThrow();
    }

    @Test
    void authenticator_eachMethodDefaultOnesIncluded_isThePluginsAndHasItsLoaderAsContext() throws IOException {
        IdentityRequest request = new IdentityRequest("files", Headers.empty(), "", "192.0.2.1");
        try (URLClassLoader plugin =
                CompiledPlugin.of(directory, "Knowing", AUTHENTICATOR, AuthenticatorFactory.class)) {
            try (Authenticator authenticator = authenticator(plugin, false)) {
                assertThat(authenticator.recall(request)).contains(new Authentication.Rejected("of-Knowing"));
                assertThat(authenticator.authenticate(request)).isEqualTo(new Authentication.Rejected("of-Knowing"));
                assertThat(authenticator.objection(Principal.of("ann"))).contains("of-Knowing");
            }
            try (Authenticator old = authenticator(plugin, true)) {
                assertThat(old.recall(request)).isEmpty();
                assertThat(old.objection(Principal.of("ann"))).isEmpty();
            }
        }
    }

    @Test
    void storage_eachCallAndTheBodyItGives_haveThePluginsLoaderAsContext() throws IOException {
        try (URLClassLoader plugin = CompiledPlugin.of(directory, "Keeping", STORAGE, StorageBackendFactory.class)) {
            StorageConfig.Plugin config = new StorageConfig.Plugin("keeping", ConfigNode.of(Map.of()));
            StorageBackend storage = new StorageBackends(List.of(plugin)).lease(config, false, context);
            assertThat(storage.probe().toString()).contains("of-Keeping");
            assertThatThrownBy(() -> storage.get(StorageRequest.whole("failure")))
                    .isExactlyInstanceOf(StorageException.class)
                    .hasMessage("of-Keeping;");
            StorageResponse.Whole whole = (StorageResponse.Whole) storage.get(StorageRequest.whole("a.txt"));
            assertThat(whole.size()).isEqualTo(99);
            assertThat(whole.headers()).isEqualTo(Headers.empty());
            assertThat(whole.body().read()).isEqualTo('o');
            byte[] buffer = new byte[64];
            int read = whole.body().read(buffer);
            assertThat(new String(buffer, 0, read, StandardCharsets.UTF_8)).isEqualTo("of-Keeping;");
            assertThatThrownBy(() -> whole.body().read(buffer, 0, 1))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("of-Keeping;");
            assertThatThrownBy(() -> whole.body().close()).hasMessage("of-Keeping;");
        }
    }

    @Test
    void factory_thatSeveralLoadersSee_isThereOnce() throws IOException {
        try (URLClassLoader plugin = CompiledPlugin.of(directory, "Telling", POLICY, AuthorizerFactory.class);
                URLClassLoader below = new URLClassLoader(new URL[0], plugin)) {
            assertThat(new Policies(List.of(plugin, below, plugin))
                            .create(new PolicyConfig.Plugin("telling", ConfigNode.of(Map.of())), context))
                    .isPresent();
        }
    }
}
