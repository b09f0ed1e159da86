package dev.yatagarasu.api.cache;

import dev.yatagarasu.api.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The binary form of heads: version, kind, lifetime, then what the kind has; text as UTF-8 with its length before it.
 * Integers are big-endian. A reader believes nothing: lengths are checked against what is left.
 */
final class HeadCodec {
    /** Raised with every change of the form; other versions are misses. */
    private static final int VERSION = 1;

    private static final int FOUND = 1;
    private static final int MISSING = 2;
    private static final int NO_CONTENT = -1;

    private HeadCodec() {}

    static ByteBuffer encode(CachedHead head) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            switch (head) {
                case CachedHead.Found found -> {
                    out.writeByte(FOUND);
                    write(found.lifetime(), out);
                    write(found, out);
                }
                case CachedHead.Missing missing -> {
                    out.writeByte(MISSING);
                    write(missing.lifetime(), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static void write(Lifetime lifetime, DataOutputStream out) throws IOException {
        out.writeLong(lifetime.asOfMillis());
        out.writeLong(lifetime.freshForMillis());
        out.writeLong(lifetime.ageMillis());
        out.writeLong(lifetime.staleWhileRevalidateMillis());
        out.writeLong(lifetime.staleIfErrorMillis());
    }

    private static void write(CachedHead.Found found, DataOutputStream out) throws IOException {
        out.writeLong(found.size());
        write(found.version(), out);
        List<String> fields = new ArrayList<>();
        found.headers().forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        write(fields, out);
        write(found.tags(), out);
        if (found.content().isEmpty()) {
            out.writeInt(NO_CONTENT);
            return;
        }
        ByteBuffer content = found.content().get().duplicate();
        out.writeInt(content.remaining());
        byte[] copy = new byte[content.remaining()];
        content.get(copy);
        out.write(copy);
    }

    private static void write(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(text, out);
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static Optional<CachedHead> decode(ByteBuffer bytes) {
        ByteBuffer left = bytes.duplicate();
        try (DataInputStream in = new DataInputStream(new BufferInput(left))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            CachedHead head = read(in, left);
            return left.hasRemaining() ? Optional.empty() : Optional.of(head);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CachedHead read(DataInputStream in, ByteBuffer left) throws IOException {
        int kind = in.readByte();
        Lifetime lifetime = new Lifetime(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
        return switch (kind) {
            case FOUND -> readFound(lifetime, in, left);
            case MISSING -> new CachedHead.Missing(lifetime);
            default -> throw new IOException("no kind of head: " + kind);
        };
    }

    private static CachedHead.Found readFound(Lifetime lifetime, DataInputStream in, ByteBuffer left)
            throws IOException {
        long size = in.readLong();
        String version = readText(in, left);
        List<String> fields = readTexts(in, left);
        if (fields.size() % 2 != 0) {
            throw new IOException("a field without a value");
        }
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i < fields.size(); i += 2) {
            headers.add(onOneLine(fields.get(i)), onOneLine(fields.get(i + 1)));
        }
        List<String> tags = readTexts(in, left);
        return new CachedHead.Found(headers.build(), size, version, lifetime, tags, readContent(in, left));
    }

    /** Nobody who can write to a tier may write header fields into an answer. */
    private static String onOneLine(String text) throws IOException {
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IOException("a control character in a field");
        }
        return text;
    }

    private static Optional<ByteBuffer> readContent(DataInputStream in, ByteBuffer left) throws IOException {
        int length = in.readInt();
        if (length == NO_CONTENT) {
            return Optional.empty();
        }
        byte[] content = new byte[checked(length, left)];
        in.readFully(content);
        return Optional.of(ByteBuffer.wrap(content).asReadOnlyBuffer());
    }

    private static List<String> readTexts(DataInputStream in, ByteBuffer left) throws IOException {
        int count = checked(in.readInt(), left);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(readText(in, left));
        }
        return texts;
    }

    private static String readText(DataInputStream in, ByteBuffer left) throws IOException {
        byte[] utf8 = new byte[checked(in.readInt(), left)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static int checked(int length, ByteBuffer left) throws IOException {
        if (length < 0 || length > left.remaining()) {
            throw new IOException("no possible length: " + length);
        }
        return length;
    }

    /** Reads a buffer as a stream, so that {@link DataInputStream} notices its end. */
    private static final class BufferInput extends InputStream {
        private final ByteBuffer bytes;

        BufferInput(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!bytes.hasRemaining()) {
                return length == 0 ? 0 : -1;
            }
            int read = Math.min(length, bytes.remaining());
            bytes.get(into, offset, read);
            return read;
        }
    }
}
