package dev.yatagarasu.auth.opa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OpaDoubleTest extends OpaContract {
    private static OpaServer server;

    @BeforeAll
    static void startServer() {
        server = new OpaDouble();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    OpaServer opa() {
        return server;
    }
}
