package org.knime.core.data.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PNGImageContentTest {
    @Test
    void an_image_tells_its_size_and_saves_its_file() throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "png", file);
        var saved = new ByteArrayOutputStream();

        var content = new PNGImageContent(file.toByteArray());
        content.save(saved);

        assertThat(saved.toByteArray()).isEqualTo(file.toByteArray());
        assertThat(content.getPreferredSize()).isEqualTo(new Dimension(3, 2));
        assertThat(content.getSummary()).isEqualTo("PNG Image 3 x 2 with " + file.size() + " B");
    }

    @Test
    void an_image_is_drawn_as_large_as_it_fits_and_never_larger_than_it_is() throws IOException {
        var white = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_GRAY);
        white.getRaster().setPixels(0, 0, 4, 2, new int[] {255, 255, 255, 255, 255, 255, 255, 255});
        var file = new ByteArrayOutputStream();
        ImageIO.write(white, "png", file);
        var content = new PNGImageContent(file.toByteArray());

        assertThat(painted(content, 2, 2)).isEqualTo(2);
        assertThat(painted(content, 8, 8)).isEqualTo(8);
    }

    private static int painted(PNGImageContent content, int width, int height) {
        var canvas = new BufferedImage(10, 10, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = canvas.createGraphics();
        content.paint(graphics, width, height);
        graphics.dispose();
        int white = 0;
        for (int i = 0; i < 100; i++) {
            white += canvas.getRaster().getSample(i % 10, i / 10, 0) > 200 ? 1 : 0;
        }
        return white;
    }
}
