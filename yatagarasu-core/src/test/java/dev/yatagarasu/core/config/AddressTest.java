package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static HostPort server(Yaml yaml) {
        ServerConfig server = yaml.parse().server();
        return new HostPort(server.host(), server.port());
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:8081, 0.0.0.0, 8081",
        "127.0.0.1:0, 127.0.0.1, 0",
        "localhost:65535, localhost, 65535",
        "my-host.example:80, my-host.example, 80",
        "'[::1]:8081', ::1, 8081",
        "'[::]:8081', ::, 8081",
        "'[2001:db8::7]:8081', 2001:db8::7, 8081"
    })
    void parse_hostAndPort_areTakenApart(String address, String host, int port) {
        assertThat(server(Yaml.minimal().set("server.address", "\"" + address + "\"")))
                .isEqualTo(new HostPort(host, port));
    }

    @ParameterizedTest
    @CsvSource({"::1, ::1", "'[::1]', ::1", "10.1.2.3, 10.1.2.3", "example, example"})
    void parse_addressAndPortApart_areTaken(String address, String host) {
        Yaml yaml = Yaml.minimal().set("server.address", "\"" + address + "\"").set("server.port", "81");
        assertThat(server(yaml)).isEqualTo(new HostPort(host, 81));
    }

    @Test
    void parse_onlyAPort_keepsTheHost() {
        assertThat(server(Yaml.minimal().set("server.port", "81"))).isEqualTo(new HostPort("0.0.0.0", 81));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "8080", "::1", "::1:8080", "[::1]", "a:b", "a:80:80", "a:", "", "a:123456"})
    void parse_noPort_saysHowToWriteIt(String address) {
        assertThat(Yaml.minimal().set("server.address", "\"" + address + "\"").problems())
                .containsExactly("server.address: must be host:port such as 0.0.0.0:8080 or [::1]:8080 (an IPv6 address"
                        + " in brackets), or a host alone with the port in the key port; found \"" + address + "\"");
    }

    @Test
    void parse_noHost_saysWhatToWrite() {
        assertThat(Yaml.minimal().set("server.address", "\":8080\"").problems())
                .containsExactly("server.address: names no host: write 127.0.0.1 for this machine only, 0.0.0.0 for all"
                        + " its addresses (with IPv6: [::]); found \":8080\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "256.0.0.1:80",
                "1.2.3:80",
                "01.2.3.4:80",
                "a b:80",
                "-a:80",
                "a..b:80",
                "a_b:80",
                "http//x:80",
                "[1.2.3.4]:80",
                "[a]:80",
                "[:::]:80",
                "[12345::]:80",
                "*:80",
                "1.2.3.4.:80"
            })
    void parse_impossibleHost_isRefusedWithoutLookingItUp(String address) {
        assertThat(Yaml.minimal().set("server.address", "\"" + address + "\"").problems())
                .containsExactly("server.address: must name a host, an IPv4 address or an IPv6 address, found \""
                        + address + "\"");
    }

    @Test
    void parse_portOutOfRange_isRefused() {
        assertThat(Yaml.minimal().set("server.address", "a:65536").problems())
                .containsExactly("server.address: must name a port from 0 to 65535, found \"a:65536\"");
    }

    @Test
    void parse_portTwice_isRefused() {
        Yaml yaml = Yaml.minimal().set("admin.address", "127.0.0.1:80").set("admin.port", "81");
        assertThat(yaml.problems())
                .containsExactly("admin.address: names a port, and so does the key port: remove one of them");
    }

    @Test
    void parse_unusableServerAddress_isNotComparedWithTheAdminPort() {
        Yaml yaml = Yaml.minimal().set("server.address", "nonsense").set("admin.address", "127.0.0.1:8080");
        assertThat(yaml.problems()).singleElement().asString().startsWith("server.address: must be host:port");
    }
}
