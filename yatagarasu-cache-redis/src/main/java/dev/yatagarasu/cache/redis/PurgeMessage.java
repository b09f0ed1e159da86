package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.Purge;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the stream: who says it, and what to purge; nothing to purge in a mark that only makes sure that the stream
 * has an entry. After the frame come kind, softness and the texts, each with its length before it.
 *
 * @param sender the instance that says it
 * @param purge what to purge
 */
record PurgeMessage(String sender, Optional<Purge> purge) {
    private static final byte[] NO_NAME = {};
    private static final byte MARK = 0;
    private static final byte KEY = 1;
    private static final byte PREFIX = 2;
    private static final byte TAG = 3;
    private static final byte BUCKET = 4;

    byte[] encode() {
        byte[] texts = purge.map(what -> Names.joined(sender, what.bucket(), text(what)))
                .orElseGet(() -> Names.joined(sender, "", ""));
        ByteBuffer content = ByteBuffer.allocate(2 + texts.length)
                .put(purge.map(PurgeMessage::kind).orElse(MARK))
                .put((byte) (purge.map(Purge::soft).orElse(false) ? 1 : 0))
                .put(texts)
                .flip();
        return Frame.PURGE.around(NO_NAME, content);
    }

    private static byte kind(Purge purge) {
        return switch (purge) {
            case Purge.Key one -> KEY;
            case Purge.Prefix some -> PREFIX;
            case Purge.Tag tagged -> TAG;
            case Purge.Bucket all -> BUCKET;
        };
    }

    private static String text(Purge purge) {
        return switch (purge) {
            case Purge.Key one -> one.key();
            case Purge.Prefix some -> some.prefix();
            case Purge.Tag tagged -> tagged.tag();
            case Purge.Bucket all -> "";
        };
    }

    /** Reads {@link #encode}'s form; empty if these bytes are of another version, damaged or anything else. */
    static Optional<PurgeMessage> decode(byte @Nullable [] value) {
        return Frame.PURGE
                .open(value, NO_NAME)
                .filter(content -> content.remaining() > 2)
                .flatMap(PurgeMessage::decode);
    }

    private static Optional<PurgeMessage> decode(ByteBuffer content) {
        byte kind = content.get();
        byte soft = content.get();
        Optional<String> sender = text(content);
        Optional<String> bucket = text(content);
        Optional<String> text = text(content);
        if (text.isEmpty() || content.hasRemaining() || soft < 0 || soft > 1) {
            return Optional.empty();
        }
        if (kind == MARK) {
            return Optional.of(new PurgeMessage(sender.orElseThrow(), Optional.empty()));
        }
        return purge(kind, bucket.orElseThrow(), text.get())
                .map(hard -> new PurgeMessage(sender.orElseThrow(), Optional.of(soft == 1 ? hard.softly() : hard)));
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
