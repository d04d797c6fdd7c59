package org.seqnet.engine.scene;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class SourceImagesTest {
    @Test
    void images_of_two_sizes_are_refused() {
        var images = new SourceImages();
        images.add("a", bytes(2, 3));

        refused(
                images,
                bytes(3, 2),
                "The image has 3 x 2 pixels, but those before have 2 x 3. Use images of one size.");
    }

    @Test
    void what_is_no_gray_image_is_refused() {
        var axes = "The tensor has the shape %s, but gray images with the axes rows x columns are required.";
        refused(new SourceImages(), bytes(2, 2, 3), axes.formatted("2 x 2 x 3"));
        refused(new SourceImages(), bytes(4), axes.formatted("4"));
    }

    @Test
    void what_is_no_pixel_is_refused() {
        var pixels = "The tensor has %s elements, but pixels as unsigned bytes are required, 0 (black) to 255 (white).";
        refused(new SourceImages(), Tensor.ofFloats(Shape.of(1, 1), new float[1]), pixels.formatted("float"));
        refused(new SourceImages(), Tensor.ofBytes(Shape.of(1, 1), new byte[1]), pixels.formatted("byte"));
        refused(
                new SourceImages(),
                bytes(1, 1).scaled(new Affine(1 / 255f, 0)),
                pixels.formatted("scaled unsigned byte"));
    }

    private static void refused(SourceImages images, Tensor image, String message) {
        assertThatThrownBy(() -> images.add("a", image))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    private static Tensor bytes(int... sizes) {
        var shape = Shape.of(sizes);
        return Tensor.ofUnsignedBytes(shape, new byte[Math.toIntExact(shape.elements())]);
    }
}
