package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.Purge;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the stream: who says it, and what. After the frame come kind, softness and the texts, each with its length
 * before it.
 *
 * @param sender the instance that says it
 * @param content what it says
 */
record PurgeMessage(String sender, Content content) {
    private static final byte[] NO_NAME = {};
    private static final byte MARK = 0;
    private static final byte KEY = 1;
    private static final byte PREFIX = 2;
    private static final byte TAG = 3;
    private static final byte BUCKET = 4;
    private static final byte DECISIONS = 5;

    /** What a message says. */
    sealed interface Content permits Objects, Decisions, Mark {}

    /** To purge objects. */
    record Objects(Purge purge) implements Content {}

    /** To forget decisions. */
    record Decisions(DecisionPurge purge) implements Content {}

    /** Nothing: it only makes sure that the stream has an entry. */
    record Mark() implements Content {}

    byte[] encode() {
        return switch (content) {
            case Objects objects -> encode(objects.purge());
            case Decisions decisions ->
                encode(
                        DECISIONS,
                        false,
                        decisions.purge().bucket().orElse(""),
                        decisions.purge().principal().orElse(""));
            case Mark mark -> encode(MARK, false, "", "");
        };
    }

    private byte[] encode(Purge purge) {
        byte kind = kind(purge);
        return encode(kind, purge.soft(), purge.bucket(), kind == BUCKET ? "" : purge.value());
    }

    private byte[] encode(byte kind, boolean soft, String bucket, String text) {
        byte[] texts = Names.joined(sender, bucket, text);
        ByteBuffer bytes = ByteBuffer.allocate(2 + texts.length)
                .put(kind)
                .put((byte) (soft ? 1 : 0))
                .put(texts)
                .flip();
        return Frame.PURGE.around(NO_NAME, bytes);
    }

    /** A kind that is newer than this is the whole bucket. */
    private static byte kind(Purge purge) {
        return switch (purge.kind()) {
            case KEY -> KEY;
            case PREFIX -> PREFIX;
            case TAG -> TAG;
            default -> BUCKET;
        };
    }

    /** Reads {@link #encode}'s form; empty if these bytes are of another version, damaged or anything else. */
    static Optional<PurgeMessage> decode(byte @Nullable [] value) {
        return Frame.PURGE
                .open(value, NO_NAME)
                .filter(content -> content.remaining() > 2)
                .flatMap(PurgeMessage::decode);
    }

    private static Optional<PurgeMessage> decode(ByteBuffer bytes) {
        byte kind = bytes.get();
        byte soft = bytes.get();
        Optional<String> sender = text(bytes);
        Optional<String> bucket = text(bytes);
        Optional<String> text = text(bytes);
        if (text.isEmpty() || bytes.hasRemaining() || soft < 0 || soft > 1) {
            return Optional.empty();
        }
        return content(kind, bucket.orElseThrow(), text.get(), soft == 1)
                .map(content -> new PurgeMessage(sender.orElseThrow(), content));
    }

    private static Optional<Content> content(byte kind, String bucket, String text, boolean soft) {
        return switch (kind) {
            case MARK -> Optional.of(new Mark());
            case DECISIONS -> Optional.of(new Decisions(DecisionPurge.of(unlessEmpty(bucket), unlessEmpty(text))));
            default -> purge(kind, bucket, text).map(hard -> new Objects(soft ? hard.softly() : hard));
        };
    }

    /** Neither a bucket's name nor a principal's identifier is ever empty. */
    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Purge> purge(byte kind, String bucket, String text) {
        return switch (kind) {
            case KEY -> Optional.of(Purge.key(bucket, text));
            case PREFIX -> Optional.of(Purge.prefix(bucket, text));
            case TAG -> Optional.of(Purge.tag(bucket, text));
            case BUCKET -> text.isEmpty() ? Optional.of(Purge.bucket(bucket)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The next text; empty, and nothing left, if there is none. */
    private static Optional<String> text(ByteBuffer content) {
        int length = content.remaining() < Integer.BYTES ? -1 : content.getInt();
        if (length < 0 || length > content.remaining()) {
            content.position(content.limit());
            return Optional.empty();
        }
        byte[] utf8 = new byte[length];
        content.get(utf8);
        return Optional.of(new String(utf8, StandardCharsets.UTF_8));
    }
}
