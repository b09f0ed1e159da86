package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.testkit.HttpDouble;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The behaviour against the double: on every machine. */
class OpenFgaDoubleTest extends OpenFgaBehaviour {
    private final HttpDouble server = HttpDouble.start(new FgaDouble(Set.of(TOKEN)));

    @Override
    URI server() {
        return server.url();
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
