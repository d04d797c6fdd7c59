package org.seqnet.knime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.JComponent;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.renderer.DataValueRenderer;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.WorkflowsTest;

class TensorRendererTest {
    private final DataValueRenderer pictures =
            new TensorPictureRenderer.Factory().createRenderer(TensorColumn.unknown("image"));

    /** Returns an image whose left half is bright. */
    private static DataCell image(int rows, int columns) {
        return bytes(
                Shape.of(rows, columns),
                IntStream.range(0, rows * columns)
                        .map(i -> i % columns < columns / 2 ? 255 : 0)
                        .toArray());
    }

    @Test
    void an_image_is_painted_as_squares() {
        var painted = paint(pictures.getRendererComponent(image(8, 8)), 16, 16);

        assertThat(painted.getRGB(1, 1)).isEqualTo(0xFFFFFFFF);
        assertThat(painted.getRGB(7, 14)).isEqualTo(0xFFFFFFFF);
        assertThat(painted.getRGB(8, 1)).isEqualTo(0xFF000000);
        assertThat(painted.getRGB(14, 14)).isEqualTo(0xFF000000);
    }

    @Test
    void a_wide_image_keeps_its_proportions() {
        var painted = paint(pictures.getRendererComponent(image(8, 16)), 16, 16);

        // 16 x 8 pixels in the middle of 16 x 16
        assertThat(painted.getRGB(1, 4)).isEqualTo(0xFFFFFFFF);
        assertThat(painted.getRGB(14, 11)).isEqualTo(0xFF000000);
    }

    @Test
    void a_sequence_is_painted_as_curves_each_on_its_own_scale_with_gaps() {
        var renderer = new TensorPictureRenderer.Factory()
                .createRenderer(TensorColumn.ofSequences("sequence", Optional.empty()));
        var values = new float[101 * 2];
        for (int step = 0; step < 101; step++) {
            values[2 * step] = step > 40 && step < 60 ? Float.NaN : step;
            values[2 * step + 1] = 100_000 - 0.5f * step;
        }
        var painted = paint(renderer.getRendererComponent(floats(Shape.of(101, 2), values)), 106, 106);

        // from 3, 103 upwards, and from 3, 3 downwards
        assertThat(painted.getRGB(23, 83) & 0xFFFFFF).isEqualTo(CurvesPicture.COLORS.get(0));
        assertThat(painted.getRGB(23, 23) & 0xFFFFFF).isEqualTo(CurvesPicture.COLORS.get(1));
        assertThat(painted.getRGB(58, 48) & 0xFFFFFF).isNotEqualTo(CurvesPicture.COLORS.get(0));
        assertThat(((JComponent) renderer.getRendererComponent(floats(Shape.of(101, 2), values))).getToolTipText())
                .startsWith("101 x 2 float [0, 100000, 1, ");
    }

    @Test
    void curves_have_the_colors_of_the_views() throws Exception {
        var palette =
                Files.readString(WorkflowsTest.repository().resolve("bundles/org.seqnet.knime/js-src/src/palette.css"));

        for (int i = 0; i < CurvesPicture.COLORS.size(); i++) {
            assertThat(palette).contains("--curve-%d: #%06x;".formatted(i, CurvesPicture.COLORS.get(i)));
        }
    }

    @Test
    void a_sequence_of_one_step_and_one_without_a_number_do_no_harm() {
        paint(pictures.getRendererComponent(bytes(Shape.of(1), 1)), 40, 20);
        paint(pictures.getRendererComponent(floats(Shape.of(2, 1), Float.NaN, Float.NaN)), 40, 20);
    }

    @Test
    void other_tensors_and_missing_cells_are_painted_as_text_without_a_failure() {
        paint(pictures.getRendererComponent(bytes(Shape.of(1, 1, 3), 1, 2, 3)), 40, 20);
        assertThat(((JComponent) pictures.getRendererComponent(bytes(Shape.of(1, 1, 3), 1, 2, 3))).getToolTipText())
                .isEqualTo("1 x 1 x 3 unsigned byte [1, 2, 3]");
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
