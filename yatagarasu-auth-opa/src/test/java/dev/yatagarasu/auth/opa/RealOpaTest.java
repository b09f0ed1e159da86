package dev.yatagarasu.auth.opa;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RealOpaTest extends OpaContract {
    private static OpaServer server;

    @BeforeAll
    static void startServer() {
        server = RealOpa.start(Path.of("src/test/resources/opa"));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    OpaServer opa() {
        return server;
    }
}
