package dev.yatagarasu.auth.openfga;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The behaviour against the real OpenFGA, where the machine has it. */
class OpenFgaRealTest extends OpenFgaBehaviour {
    private static @Nullable OpenFgaProcess process;

    @BeforeAll
    static void start() {
        Optional<Path> binary = OpenFgaProcess.binary();
        if (binary.isEmpty()) {
            String reason = "OpenFGA is not here: neither OPENFGA_BINARY nor the path names it";
            System.out.println("skipped: " + reason);
            Assumptions.abort(reason);
        }
        process = OpenFgaProcess.start(binary.get(), TOKEN);
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Override
    URI server() {
        return Objects.requireNonNull(process).url();
    }
}
