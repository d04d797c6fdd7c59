package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.sequence.StepParameters.Steps;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

class ImageInputTest {
    private static final DataTableSpec SPEC = new DataTableSpec(column("picture", PNGImageContent.TYPE));

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.IMAGES);

    @Test
    void rows_of_grey_pixels_are_steps_and_bytes_stay_bytes() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC, row(picture())));

        assertThat(reshaped.sequence(0).elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 50, 100, 150, 200, 255);
    }

    @Test
    void rows_of_coloured_pixels_have_three_features_a_pixel() throws Exception {
        parameters.pixels = Pixels.RGB;

        var reshaped = Reshaped.execute(parameters, table(SPEC, row(picture())));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(2, 9));
        assertThat(Floats.of(reshaped.sequence(0))).startsWith(0, 0, 0, 50, 50, 50);
    }

    @Test
    void columns_of_pixels_can_be_steps() throws Exception {
        parameters.timeSteps = Steps.COLUMNS;

        var reshaped = Reshaped.execute(parameters, table(SPEC, row(picture())));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 150, 50, 200, 100, 255);
    }

    @Test
    void pixels_are_scaled_from_the_range_of_a_byte() throws Exception {
        parameters.scaling = Scale.UNIT_RANGE;

        var reshaped = Reshaped.execute(parameters, table(SPEC, row(picture())));

        assertThat(reshaped.sequence(0).value(5)).isEqualTo(1);
    }

    @Test
    void the_spec_states_no_shape() throws Exception {
        assertThat(TensorColumn.shape(Reshaped.configure(parameters, SPEC).getColumnSpec("sequence")))
                .isEmpty();
    }

    @Test
    void a_missing_image_gives_a_missing_sequence() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC, row(DataType.getMissingCell())));

        assertThat(Tables.column(reshaped.table(), "sequence")).containsExactly("?");
        assertThat(reshaped.warning()).contains("1 of 1 rows have no sequence because their image is missing.");
    }

    @Test
    void an_image_that_claims_to_be_huge_is_named_and_not_decoded() throws Exception {
        var file = png();
        file[16] = 0x7F;
        var checksum = new CRC32();
        checksum.update(file, 12, 17); // the header's type and data
        ByteBuffer.wrap(file).putInt(29, (int) checksum.getValue());
        var spec = new DataTableSpec(column("picture", DataType.getType(FileCell.class)));

        assertFails(
                () -> Reshaped.execute(parameters, table(spec, row(new FileCell(file)))),
                "Row 'Row0': the PNG image has 2130706435 x 2 pixels; the maximum is 67,108,864 pixels. Scale "
                        + "it down first.");
    }

    @Test
    void a_table_without_images_is_refused() {
        assertInvalid(
                () -> Reshaped.configure(parameters, new DataTableSpec(strings("label"))),
                "Image column: the input table has no column of images or paths.");
    }

    private static DataCell picture() throws IOException {
        return PNGImageCellFactory.create(png());
    }

    private static byte[] png() throws IOException {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 3, 2, new int[] {0, 50, 100, 150, 200, 255});
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }

    /** Holds bytes that KNIME's own cell would refuse, for it decodes them at once. */
    @SuppressWarnings("serial")
    private static final class FileCell extends DataCell implements PNGImageValue {
        private final transient byte[] file;

        FileCell(byte[] file) {
            this.file = file;
        }

        @Override
        public PNGImageContent getImageContent() {
            return new PNGImageContent() {
                @Override
                public byte[] getByteArrayReference() {
                    return file;
                }
            };
        }

        @Override
        public String getImageExtension() {
            return "png";
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return false;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "file";
        }
    }
}
