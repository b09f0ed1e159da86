package dev.yatagarasu.examples.departments;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yatagarasu.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it was built, in {@code plugins/} of a copy of the distribution. */
@Timeout(120)
class DepartmentsIT {
    private static final Path DISTRIBUTION = Path.of("../../yatagarasu-server-jetty/target/distribution");
    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));
    private static final String SECRET = "a secret of the tests, of 32 bytes or more";

    @TempDir
    Path home;

    @BeforeEach
    void copyDistribution() throws IOException {
        ServerProcess.copy(DISTRIBUTION, home);
        Files.createDirectories(home.resolve("data/sales"));
        Files.writeString(home.resolve("data/sales/plan.txt"), "sell more\n");
        Files.writeString(home.resolve("config.yaml"), """
                server: { address: "127.0.0.1:0" }
                jwt: { algorithm: HS256, secret: "%s" }
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth:
                      enabled: true
                      provider: departments
                      departments: { read_everything: [audit] }
                """.formatted(SECRET, home.resolve("data")));
    }

    @Test
    void serve_jarInPlugins_departmentsReadTheirFolders() throws Exception {
        Files.copy(JAR, home.resolve("plugins").resolve(JAR.getFileName()));
        try (ServerProcess server = ServerProcess.start(home)) {
            server.awaitServing();

            assertThat(server.get("/files/sales/plan.txt", "Authorization", bearer("sales", SECRET))
                            .body())
                    .isEqualTo("sell more\n");
            assertThat(server.status("/files/sales/plan.txt", "Authorization", bearer("audit", SECRET)))
                    .isEqualTo(200);
            assertThat(server.status("/files/sales/plan.txt", "Authorization", bearer("support", SECRET)))
                    .isEqualTo(403);
            assertThat(server.status("/files/audit/none.txt", "Authorization", bearer("sales", SECRET)))
                    .isEqualTo(403);
            assertThat(server.status("/files/sales/none.txt", "Authorization", bearer("sales", SECRET)))
                    .isEqualTo(404);
            assertThat(server.status("/files/sales/plan.txt", "Authorization", bearer("sales", SECRET + "!")))
                    .isEqualTo(401);
            assertThat(server.status("/files/sales/plan.txt")).isEqualTo(401);
        }
    }

    @Test
    void serve_withoutTheJar_stopsAndNamesTheProvidersThereAre() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            assertThat(server.awaitEnd()).isEqualTo(2);
            assertThat(server.lines())
                    .anyMatch(line -> line.contains("buckets[0].auth.provider")
                            && line.contains("there is no policy provider \"departments\"; there are jwt"));
        }
    }

    private static String bearer(String department, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("ada")
                        .claim("department", department)
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(10))))
                        .build());
        token.sign(new MACSigner(secret));
        return "Bearer " + token.serialize();
    }
}
