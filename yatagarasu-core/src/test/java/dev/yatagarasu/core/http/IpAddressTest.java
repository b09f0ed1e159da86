package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "192.0.2.7, 192.0.2.7",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::1, 2001:db8::1",
        "2001:0db8:0:0:0:0:0:0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::FFFF:c000:0207, 192.0.2.7",
        "0:0:0:0:0:ffff:10.0.0.1, 10.0.0.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "fe80::1%eth0, fe80::1",
        "fe80::1%25eth0, fe80::1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void parse_address_isWrittenInItsOneForm(String text, String written) {
        assertThat(ip(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.0004",
                "1.2.3.4 ",
                "+1.2.3.4",
                "1.2.3.4%eth0",
                "١.2.3.4",
                "0x7f.0.0.1",
                "2130706433",
                ":",
                ":::",
                "1:::2",
                ":1::",
                "1::2:",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::-1",
                "::+1",
                "::١",
                "[::1]",
                "::1%",
                "::1%et h",
                "::1/128"
            })
    void parse_noAddress_isNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void parse_whatTheJdkWrites_isTheSameAddress() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int zeros = random.nextInt(bytes.length); zeros > 0; zeros--) {
                bytes[random.nextInt(bytes.length)] = 0;
            }
            InetAddress reference = InetAddress.getByAddress(bytes);
            IpAddress address = ip(reference.getHostAddress());
            assertThat(InetAddress.getByName(address.toString())).isEqualTo(reference);
            assertThat(ip(address.toString())).isEqualTo(address);
            assertThat(address.isV4()).isEqualTo(bytes.length == 4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 8, 10.0.0.0",
        "10.1.2.3, 0, 0.0.0.0",
        "10.1.2.3, 32, 10.1.2.3",
        "10.1.2.129, 25, 10.1.2.128",
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 65, 2001:db8:1:2::",
        "2001:db8:1:2:8003:4:5:6, 65, 2001:db8:1:2:8000::",
        "2001:db8::1, 0, ::",
        "2001:db8::1, 128, 2001:db8::1"
    })
    void network_prefix_keepsItsBits(String address, int prefixLength, String network) {
        assertThat(ip(address).network(prefixLength)).hasToString(network);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8, 10.255.255.255",
        "192.0.2.7, 192.0.2.7/32, 192.0.2.7",
        "0.0.0.0/0, 0.0.0.0/0, 255.255.255.255",
        "2001:db8::/32, 2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "::/0, ::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "::ffff:10.0.0.0/104, 10.0.0.0/8, 10.255.255.255",
        "::ffff:0:0/96, 0.0.0.0/0, 255.255.255.255"
    })
    void range_text_isItsFirstAndLastAddress(String text, String written, String last) {
        assertThat(IpRange.of(text)).hasToString(written);
        assertThat(IpRange.of(text).last()).hasToString(last);
    }
}
