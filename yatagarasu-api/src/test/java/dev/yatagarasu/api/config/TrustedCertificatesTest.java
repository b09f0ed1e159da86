package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    private static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBijCCAS+gAwIBAgIUWPIWNw+6WMccLeLu6nVNhVehm+MwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOdGVzdCBhdXRob3JpdHkwIBcNMjYxMTMwMjEyODI2WhgPMjEy
            NjExMDYyMTI4MjZaMBkxFzAVBgNVBAMMDnRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEGYO2uF5el1Pb8sczVwfIdLcaVu8seUHdNNqyikW/
            6JJEAZLFqSAcXoNyVVqC0OA37S1ECJxeCF2ZnOyxanzo6aNTMFEwHQYDVR0OBBYE
            FP/cVUoNnlcnvRqLt/NjM0P+GThtMB8GA1UdIwQYMBaAFP/cVUoNnlcnvRqLt/Nj
            M0P+GThtMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAJ1MrP+w
            qNAwme18oF+iqWpz9njt8O8wv96CbMcrjgj7AiEAuB7u1i8pPg3IHp0604TIIvMZ
            o071RzsAtTcBo4I3/Ks=
            -----END CERTIFICATE-----
            """;

    @TempDir
    Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("authorities.pem"), content);
    }

    @Test
    void keyStore_severalCertificates_holdsAllOfThem() throws Exception {
        assertThat(TrustedCertificates.keyStore(file(AUTHORITY)).size()).isEqualTo(1);
        assertThat(TrustedCertificates.keyStore(file("# ours\n" + AUTHORITY + "# theirs\n" + AUTHORITY))
                        .size())
                .isEqualTo(2);
        assertThat(TrustedCertificates.forClient(file(AUTHORITY)).getProtocol()).isEqualTo("TLS");
    }

    @Test
    void read_goodFile_isItsName() throws IOException {
        Path file = file(AUTHORITY);
        ConfigNode section = ConfigNode.of(Map.of("ca_certificate", file.toString()));
        assertThat(TrustedCertificates.read(section, "ca_certificate")).contains(file);
        assertThat(TrustedCertificates.read(section, "other")).isEmpty();
        assertThat(section.problems().list()).isEmpty();
    }

    private static void assertProblem(String name, String reason) {
        ConfigNode section = ConfigNode.of(Map.of("ca_certificate", name));
        assertThat(TrustedCertificates.read(section, "ca_certificate")).isEmpty();
        assertThat(section.problems().list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("must be a file with certificates in PEM form: " + reason));
    }

    @Test
    void read_unusableFile_isNoted() throws IOException {
        assertProblem(directory.resolve("none").toString(), "there is no such file");
        assertProblem(directory.toString(), "it is a directory");
        assertProblem("a\0b", "that is no file name");
        assertProblem(file("").toString(), "there is no certificate in it");
        assertProblem(file("hello\n").toString(), "");
        assertProblem(file(AUTHORITY.replace("MIIB", "////")).toString(), "no certificate can be read from it");
        assertProblem(file("x".repeat(4 * 1024 * 1024 + 1)).toString(), "it is larger than 4MB");
    }

    @Test
    void keyStore_unusableFile_throwsSayingWhy() throws IOException {
        Path empty = file("");
        assertThatThrownBy(() -> TrustedCertificates.forClient(empty))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no certificate in it");
    }
}
