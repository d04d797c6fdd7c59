package org.seqnet.knime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.bytes;

import java.awt.image.BufferedImage;
import javax.swing.JComponent;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataType;
import org.seqnet.engine.tensor.Shape;

class TensorRendererTest {
    private final TensorPictureRenderer pictures =
            (TensorPictureRenderer) new TensorPictureRenderer.Factory().createRenderer(TensorColumn.unknown("image"));

    @Test
    void a_two_dimensional_tensor_is_painted_as_squares() {
        var painted = paint(pictures.getRendererComponent(bytes(Shape.of(2, 2), 0, 255, 255, 0)), 8, 8);

        assertThat(painted.getRGB(1, 1)).isEqualTo(0xFF000000);
        assertThat(painted.getRGB(6, 1)).isEqualTo(0xFFFFFFFF);
        assertThat(painted.getRGB(1, 6)).isEqualTo(0xFFFFFFFF);
        assertThat(painted.getRGB(6, 6)).isEqualTo(0xFF000000);
    }

    @Test
    void a_wide_tensor_keeps_its_proportions() {
        var painted = paint(pictures.getRendererComponent(bytes(Shape.of(1, 2), 255, 0)), 8, 8);

        // 8 x 4 pixels in the middle of 8 x 8
        assertThat(painted.getRGB(1, 3)).isEqualTo(0xFFFFFFFF);
        assertThat(painted.getRGB(6, 4)).isEqualTo(0xFF000000);
    }

    @Test
    void other_tensors_and_missing_cells_are_painted_as_text_without_a_failure() {
        paint(pictures.getRendererComponent(bytes(Shape.of(3), 1, 2, 3)), 40, 20);
        assertThat(((JComponent) pictures.getRendererComponent(bytes(Shape.of(3), 1, 2, 3))).getToolTipText())
                .isEqualTo("3 unsigned byte [1, 2, 3]");
        paint(pictures.getRendererComponent(DataType.getMissingCell()), 40, 20);
    }

    @Test
    void the_text_renderer_shows_any_rank_in_one_line() {
        var renderer = new TensorTextRenderer.Factory().createRenderer(TensorColumn.unknown("image"));

        var label = (JLabel) renderer.getRendererComponent(bytes(Shape.of(1, 1, 2), 7, 8));

        assertThat(label.getText()).isEqualTo("1 x 1 x 2 unsigned byte [7, 8]");
    }

    private static BufferedImage paint(java.awt.Component component, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        component.setSize(width, height);
        var graphics = image.createGraphics();
        component.paint(graphics);
        graphics.dispose();
        return image;
    }
}
