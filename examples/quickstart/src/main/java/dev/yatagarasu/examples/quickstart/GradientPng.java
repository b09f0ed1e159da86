package dev.yatagarasu.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A square picture that goes from one colour to another, as a PNG file (PNG specification, section 5).
 *
 * @param side pixels on each side, at most 256
 */
record GradientPng(int side) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EIGHT_BIT_RGB = {8, 2, 0, 0, 0};

    byte[] bytes() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(png);
        out.write(SIGNATURE);
        chunk(out, "IHDR", header());
        chunk(out, "IDAT", pixels());
        chunk(out, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.writeInt(side);
        out.writeInt(side);
        out.write(EIGHT_BIT_RGB);
        return header.toByteArray();
    }

    private byte[] pixels() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            for (int y = 0; y < side; y++) {
                out.write(0);
                for (int x = 0; x < side; x++) {
                    out.write(new byte[] {(byte) x, (byte) y, (byte) (255 - x)});
                }
            }
        }
        return compressed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
