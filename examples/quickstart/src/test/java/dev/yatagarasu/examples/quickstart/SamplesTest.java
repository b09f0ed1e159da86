package dev.yatagarasu.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void gradientPng_read_isAPictureWithItsColours() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(new GradientPng(256).bytes()));
        assertThat(picture.getWidth()).isEqualTo(256);
        assertThat(picture.getHeight()).isEqualTo(256);
        assertThat(picture.getRGB(16, 32)).isEqualTo(0xff1020ef);
    }

    @Test
    void numberedLines_read_areLinesThatBeginWithTheirOffset() throws IOException {
        try (NumberedLines lines = new NumberedLines()) {
            byte[] start = lines.readNBytes(1_000_000);
            String second = new String(start, 64, 64, StandardCharsets.US_ASCII);
            assertThat(second).startsWith("00000064 ").endsWith("\n");
            assertThat(start.length + lines.transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo(NumberedLines.SIZE);
        }
    }
}
