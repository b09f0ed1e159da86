package dev.yatagarasu.core.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.IpRange;
import dev.yatagarasu.core.http.Request;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what trusted proxies wrote counts. Trusted here: 10.0.0.0/8 and fd00::/8. */
class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of(IpRange.of("10.0.0.0/8"), IpRange.of("fd00::/8")));

    private static String client(TrustedProxies proxies, String peer, String... headers) {
        return proxies.clientOf(new Request.Simple("GET", "/", Headers.of(headers), peer))
                .text();
    }

    private static String listed(String value) {
        return client(PROXIES, "10.0.0.1", "x-forwarded-for", value);
    }

    private static String forwarded(String value) {
        return client(PROXIES, "10.0.0.1", "forwarded", value);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "'[2001:db8::7]', 2001:db8::7",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80::1%eth0, fe80::1",
        "::ffff:192.0.2.7, 192.0.2.7",
        "not-an-address, not-an-address"
    })
    void clientOf_peerThatIsNotTrusted_isThePeerWhateverItSays(String peer, String expected) {
        String[] lies = {"x-forwarded-for", "198.51.100.1", "forwarded", "for=198.51.100.1", "x-real-ip", "198.51.100.1"
        };
        assertThat(client(PROXIES, peer, lies)).isEqualTo(expected);
        assertThat(client(new TrustedProxies(List.of()), peer, lies)).isEqualTo(expected);
    }

    @Test
    void clientOf_noProxiesTrusted_believesNotEvenLoopback() {
        TrustedProxies nobody = new TrustedProxies(List.of());
        assertThat(client(nobody, "127.0.0.1", "x-forwarded-for", "192.0.2.7")).isEqualTo("127.0.0.1");
        assertThat(client(nobody, "10.0.0.1", "forwarded", "for=192.0.2.7")).isEqualTo("10.0.0.1");
    }

    @Test
    void clientOf_trustedPeerThatSaysNothing_isThePeer() {
        assertThat(client(PROXIES, "10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(client(PROXIES, "[fd00:0:0:0:0:0:0:1]")).isEqualTo("fd00::1");
        assertThat(client(
                        PROXIES,
                        "10.0.0.1",
                        "x-real-ip",
                        "192.0.2.7",
                        "x-forwarded",
                        "192.0.2.7",
                        "client-ip",
                        "1.1.1.1"))
                .isEqualTo("10.0.0.1");
    }

    /** What the header says, and who the client then is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        192.0.2.7                            | 192.0.2.7
        198.51.100.1, 192.0.2.7              | 192.0.2.7
        198.51.100.1, 192.0.2.7, 10.0.0.2    | 192.0.2.7
        198.51.100.1,192.0.2.7 ,  10.0.0.2,fd00::5 | 192.0.2.7
        10.9.9.9, 192.0.2.7, 10.0.0.2        | 192.0.2.7
        10.0.0.3, 10.0.0.2                   | 10.0.0.3
        192.0.2.7:4711                       | 192.0.2.7
        2001:db8::7                          | 2001:db8::7
        [2001:DB8::7]                        | 2001:db8::7
        [2001:db8::7]:4711                   | 2001:db8::7
        fe80::1%eth0                         | fe80::1
        ::ffff:192.0.2.7                     | 192.0.2.7
        198.51.100.1, ::ffff:10.0.0.2        | 198.51.100.1
        evil, 192.0.2.7                      | 192.0.2.7
        ", 192.0.2.7                         | 192.0.2.7
        192.0.2.7, ,                         | 192.0.2.7
        ,                                    | 10.0.0.1
        unknown                              | unknown
        192.0.2.7, unknown                   | unknown
        192.0.2.7, unknown, 10.0.0.2         | unknown
        192.0.2.7, _hidden                   | unknown
        192.0.2.7, evil                      | unknown
        192.0.2.7, 10.0.0.256                | unknown
        192.0.2.7, 010.0.0.1                 | unknown
        192.0.2.7, 10.0.0.1:x                | unknown
        192.0.2.7, [10.0.0.1]                | unknown
        192.0.2.7, [fd00::1                  | unknown
        192.0.2.7, fd00::1]                  | unknown
        192.0.2.7, [fd00::1]x                | unknown
        192.0.2.7, [fd00::1]:999999          | unknown
        192.0.2.7; 10.0.0.1                  | unknown
        192.0.2.7 10.0.0.1                   | unknown
        "192.0.2.7"                          | unknown
        for=192.0.2.7                        | unknown
        localhost                            | unknown
        """)
    void clientOf_xForwardedFor_isTheFirstUntrustedFromTheRight(String header, String expected) {
        assertThat(listed(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        for=192.0.2.7                                  | 192.0.2.7
        For=192.0.2.7;proto=https;by=10.0.0.1          | 192.0.2.7
        proto=https ; FOR="192.0.2.7"                  | 192.0.2.7
        for="192.0.2.7:4711"                           | 192.0.2.7
        for=192.0.2.7:4711                             | 192.0.2.7
        for="192.0.2.7:_port"                          | 192.0.2.7
        for="[2001:db8::7]"                            | 2001:db8::7
        for="[2001:db8::7]:4711"                       | 2001:db8::7
        for=[2001:db8::7]                              | 2001:db8::7
        for="\\1\\92.0.2.7"                            | 192.0.2.7
        for=198.51.100.1, for=192.0.2.7                | 192.0.2.7
        for=198.51.100.1, for=192.0.2.7, for=10.0.0.2  | 192.0.2.7
        for=10.0.0.3, for=10.0.0.2                     | 10.0.0.3
        for=evil, for=192.0.2.7                        | 192.0.2.7
        for=198.51.100.1;x="a, for=10.0.0.9", for=192.0.2.7 | 192.0.2.7
        , for=192.0.2.7 ,                              | 192.0.2.7
        for=192.0.2.7;                                 | 192.0.2.7
        for=192.0.2.7, for=unknown                     | unknown
        for=192.0.2.7, for=_hidden                     | unknown
        for=192.0.2.7, for=10.0.0.2;for=10.0.0.3       | unknown
        for=192.0.2.7, proto=https                     | unknown
        for=192.0.2.7, for=                            | unknown
        for=192.0.2.7, for                             | unknown
        for=192.0.2.7, =10.0.0.2                       | unknown
        for=192.0.2.7 x, for=198.51.100.1              | unknown
        for=192.0.2.7;x=", for=198.51.100.1            | unknown
        for="192.0.2.7, for="[2001:db8::7]"            | unknown
        for=192.0.2.7;x="\\, for=198.51.100.1          | unknown
        for="192.0.2.7"x                               | unknown
        192.0.2.7                                      | unknown
        """)
    void clientOf_forwarded_isTheFirstUntrustedFromTheRight(String header, String expected) {
        assertThat(forwarded(header)).isEqualTo(expected);
    }

    @Test
    void clientOf_severalFields_areOneList() {
        assertThat(client(
                        PROXIES,
                        "10.0.0.1",
                        "x-forwarded-for",
                        "198.51.100.1, 192.0.2.7",
                        "x-forwarded-for",
                        "10.0.0.2"))
                .isEqualTo("192.0.2.7");
        assertThat(client(PROXIES, "10.0.0.1", "forwarded", "for=192.0.2.7", "forwarded", "for=10.0.0.2"))
                .isEqualTo("192.0.2.7");
        assertThat(client(PROXIES, "10.0.0.1", "forwarded", "for=\"", "forwarded", "for=192.0.2.7"))
                .as("what the client sent cannot spoil what the proxy added")
                .isEqualTo("192.0.2.7");
    }

    @Test
    void clientOf_bothHeaders_mustLeadToTheSameClient() {
        String[] same = {"forwarded", "for=1.1.1.1, for=192.0.2.7", "x-forwarded-for", "2.2.2.2, 192.0.2.7, 10.0.0.4"};
        String[] other = {"forwarded", "for=10.5.5.5", "x-forwarded-for", "192.0.2.7"};
        String[] another = {"forwarded", "for=192.0.2.7", "x-forwarded-for", "10.5.5.5"};
        assertThat(client(PROXIES, "10.0.0.1", same)).isEqualTo("192.0.2.7");
        assertThat(client(PROXIES, "10.0.0.1", other)).isEqualTo("unknown");
        assertThat(client(PROXIES, "10.0.0.1", another)).isEqualTo("unknown");
    }

    @Test
    void clientOf_whateverAClientPutsInFront_isNeverBelieved() {
        Random random = new Random(3);
        List<String> pieces = List.of(
                "for=",
                "\"",
                "\\",
                ",",
                ";",
                " ",
                "10.0.0.9",
                "198.51.100.1",
                "[fd00::1]",
                "[",
                "]",
                ":",
                "=",
                "unknown");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sent = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                sent.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(listed(sent + ", 192.0.2.7")).as("%s", sent).isEqualTo("192.0.2.7");
            for (String added : List.of("for=192.0.2.7", "for=\"192.0.2.7:80\";proto=\"https\"")) {
                assertThat(forwarded(sent + ", " + added)).as("%s", sent).isIn("192.0.2.7", "unknown");
            }
        }
    }

    @Test
    void clientOf_hugeList_isReadFromTheRightOnly() {
        String many = Stream.generate(() -> "198.51.100.1,").limit(5_000).reduce("", String::concat);
        assertThat(listed(many + "192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(listed(",".repeat(60_000))).isEqualTo("10.0.0.1");
        assertThat(forwarded(",".repeat(60_000))).isEqualTo("10.0.0.1");
    }
}
