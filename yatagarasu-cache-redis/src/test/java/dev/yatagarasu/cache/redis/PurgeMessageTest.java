package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.cache.redis.PurgeMessage.Content;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PurgeMessageTest {
    private static final List<Purge> PURGES = List.of(
            Purge.key("a", "b"),
            Purge.key("a", "b").softly(),
            Purge.prefix("a", "b"),
            Purge.prefix("", "ab"),
            Purge.prefix("ab", ""),
            Purge.tag("a", "b").softly(),
            Purge.bucket("a"),
            Purge.bucket("ab").softly());
    private static final List<PurgeMessage> MESSAGES = Stream.of(
                    PURGES.stream().<Content>map(PurgeMessage.Objects::new),
                    Stream.<Content>of(
                            new PurgeMessage.Mark(),
                            new PurgeMessage.Decisions(DecisionPurge.all()),
                            new PurgeMessage.Decisions(DecisionPurge.ofBucket("a")),
                            new PurgeMessage.Decisions(DecisionPurge.ofPrincipal("a")),
                            new PurgeMessage.Decisions(DecisionPurge.of(Optional.of("a"), Optional.of("b")))))
            .flatMap(contents -> contents)
            .map(content -> new PurgeMessage("me", content))
            .toList();

    @Test
    void decode_whatWasEncoded_isTheSame() {
        for (PurgeMessage message : MESSAGES) {
            assertThat(PurgeMessage.decode(message.encode())).contains(message);
        }
    }

    /** Instances of other versions share the stream. */
    @Test
    void encode_eachKind_hasTheBytesThatOtherInstancesKnow() {
        assertThat(MESSAGES)
                .extracting(message -> HexFormat.of().formatHex(message.encode()))
                .containsExactly(
                        "017030ef2ccb000000000100000000026d6500000001610000000162",
                        "01706f0bf094000000000101000000026d6500000001610000000162",
                        "017021542ab6000000000200000000026d6500000001610000000162",
                        "0170e264570a000000000200000000026d6500000000000000026162",
                        "017056d524ad000000000200000000026d6500000002616200000000",
                        "017071d9f4c2000000000301000000026d6500000001610000000162",
                        "01708d283bc0000000000400000000026d65000000016100000000",
                        "01702a47f408000000000401000000026d6500000002616200000000",
                        "0170e188740f000000000000000000026d650000000000000000",
                        "0170d580d51a000000000500000000026d650000000000000000",
                        "0170d2cce79f000000000500000000026d65000000016100000000",
                        "0170a91bb4c5000000000500000000026d65000000000000000161",
                        "01700d4b2467000000000500000000026d6500000001610000000162");
    }

    @Test
    void decode_cutOrChangedBytes_isEmpty() {
        Random random = new Random(3);
        for (PurgeMessage message : MESSAGES) {
            byte[] whole = message.encode();
            for (int length = 0; length < whole.length; length++) {
                assertThat(PurgeMessage.decode(Arrays.copyOf(whole, length))).isEmpty();
                byte[] changed = whole.clone();
                changed[length] ^= (byte) (1 + random.nextInt(255));
                assertThat(PurgeMessage.decode(changed)).isEmpty();
            }
            assertThat(PurgeMessage.decode(Arrays.copyOf(whole, whole.length + 1)))
                    .isEmpty();
        }
    }

    @Test
    void decode_anyContentInASoundFrame_neverThrows() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] content = new byte[random.nextInt(40)];
            random.nextBytes(content);
            for (int j = 0; j < content.length; j++) {
                content[j] = random.nextInt(3) == 0 ? content[j] : (byte) random.nextInt(6);
            }
            byte[] value = Frame.PURGE.around(new byte[0], java.nio.ByteBuffer.wrap(content));
            PurgeMessage.decode(value)
                    .ifPresent(message ->
                            assertThat(PurgeMessage.decode(message.encode())).contains(message));
        }
    }

    @Test
    void decodeAbout_anyContentInASoundFrame_neverThrows() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] content = new byte[random.nextInt(90)];
            for (int j = 0; j < content.length; j++) {
                content[j] = random.nextInt(6) == 0 ? (byte) random.nextInt(256) : 0;
            }
            byte[] value = Frame.ABOUT.around(new byte[0], java.nio.ByteBuffer.wrap(content));
            HeadSummary.decode(value)
                    .ifPresent(about -> assertThat(about.size()).isNotNegative());
        }
    }
}
