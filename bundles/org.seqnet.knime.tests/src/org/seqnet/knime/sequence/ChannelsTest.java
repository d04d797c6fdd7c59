package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.learner.Bars;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.sequence.StepParameters.Steps;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

/** Images keep their channels from the Sequence Reshaper to the CNN Learner. */
class ChannelsTest {
    private static final DataTableSpec PICTURES =
            new DataTableSpec(column("picture", PNGImageContent.TYPE), strings("label", "lying", "upright"));

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.TENSORS);

    @Test
    void channels_that_come_last_are_kept() throws Exception {
        assertThat(channels(Shape.of(6, 5, 3))).hasValue(3);
        assertThat(channels(Shape.of(6, 5))).isEmpty();
        parameters.timeSteps = Steps.COLUMNS;
        assertThat(channels(Shape.of(6, 5, 3))).hasValue(3);
        parameters.timeSteps = Steps.FLATTENED;
        parameters.stepLength = 15;
        assertThat(channels(Shape.of(6, 5, 3))).isEmpty();
    }

    @Test
    void channels_that_come_first_are_put_last_and_kept() throws Exception {
        parameters.channelOrder = ChannelOrder.FIRST;

        var reshaped = Reshaped.execute(
                parameters, table(images(Shape.of(2, 1, 3)), row(bytes(Shape.of(2, 1, 3), 1, 2, 3, 11, 12, 13))));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(1, 6));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 11, 2, 12, 3, 13);
        assertThat(reshaped.warning()).isEmpty();
        assertThat(channels(Shape.of(3, 6, 5))).hasValue(3);
    }

    @Test
    void channels_come_first_of_three_dimensions_alone() {
        parameters.channelOrder = ChannelOrder.FIRST;
        var message = "A tensor of shape 6 x 5 has no leading channels; this requires three axes, channels x rows x "
                + "columns. Select the other channel order.";

        assertInvalid(
                () -> Reshaped.configure(parameters, images(Shape.of(6, 5))),
                "Tensor column 'image': a" + message.substring(1));
        assertFails(
                () -> Reshaped.execute(
                        parameters,
                        table(
                                new DataTableSpec(TensorColumn.unknown("image")),
                                row(bytes(Shape.of(6, 5), new int[30])))),
                "Row 'Row0': a" + message.substring(1));
    }

    @Test
    void tensors_that_look_as_if_channels_came_first_are_pointed_out() throws Exception {
        var first = table(images(Shape.of(3, 6, 5)), row(bytes(Shape.of(3, 6, 5), new int[90])));
        var last = table(images(Shape.of(3, 6, 4)), row(bytes(Shape.of(3, 6, 4), new int[72])));

        assertThat(Reshaped.execute(parameters, first).warning())
                .contains("Tensors of 3 x 6 x 5 are read as 3 rows of pixels with 5 channels. If they are images "
                        + "of 6 x 5 pixels, set Channels to First.");
        assertThat(Reshaped.execute(parameters, last).warning()).isEmpty();
    }

    @Test
    void rows_that_are_read_again_keep_their_channels() throws Exception {
        var once = Reshaped.configure(parameters, images(Shape.of(6, 5, 3)));
        parameters.tensorColumn = "sequence";
        parameters.newColumn = "again";

        assertThat(TensorColumn.channels(Reshaped.configure(parameters, once).getColumnSpec("again")))
                .hasValue(3);
        parameters.timeSteps = Steps.COLUMNS;
        assertThat(TensorColumn.channels(Reshaped.configure(parameters, once).getColumnSpec("again")))
                .isEmpty();
    }

    @Test
    void a_network_takes_the_channels_of_reshaped_tensors() throws Exception {
        var reshaped = Reshaped.execute(parameters, Bars.rows(Bars.COLOUR, 60)).table();

        var network = trained(reshaped, 1);

        assertThat(network.network().architecture().encoder().inputForm()).isEqualTo(new InputForm(3));
        assertThat(network.network().parameters())
                .isEqualTo(trained(Bars.rows(Bars.COLOUR, 60), 1).network().parameters());
    }

    @Test
    void a_network_takes_the_channels_of_reshaped_pictures() throws Exception {
        assertThat(trained(pictures(Pixels.RGB), 1)
                        .network()
                        .architecture()
                        .encoder()
                        .inputForm())
                .isEqualTo(new InputForm(3));
        assertThat(trained(pictures(Pixels.GREY), 1)
                        .network()
                        .architecture()
                        .encoder()
                        .inputForm())
                .isEqualTo(new InputForm(1));
    }

    @Test
    void channels_that_are_set_to_others_are_refused_before_execution() throws Exception {
        assertThat(trained(pictures(Pixels.RGB), 3)
                        .network()
                        .architecture()
                        .encoder()
                        .inputForm())
                .isEqualTo(new InputForm(3));
        assertFails(
                () -> trained(pictures(Pixels.RGB), 4),
                "Channels: set to 4, but the images have 3 channels. Set it to 3.");
        assertFails(
                () -> trained(pictures(Pixels.GREY), 3),
                "Channels: set to 3, but the images have 1 channel. Set it to 1.");
    }

    @Test
    void training_goes_on_with_the_channels_of_the_column() throws Exception {
        var table = pictures(Pixels.RGB);
        var network = trained(table, 1);

        var resumed = (NetworkPortObject)
                LearnerRun.of(Bars.parameters(), table, network).object(0);

        assertThat(resumed.network().architecture()).isEqualTo(network.network().architecture());
    }

    @Test
    void a_network_that_read_colors_as_single_values_goes_on_as_it_was() throws Exception {
        var colors = Reshaped.execute(parameters, Bars.rows(Bars.COLOUR, 60)).table();
        var older = trained(Bars.rows(Bars.COLOUR_ROWS, 60), 1);

        var resumed = (NetworkPortObject)
                LearnerRun.of(Bars.parameters(), colors, older).object(0);

        assertThat(resumed.network().architecture().encoder().inputForm()).isEqualTo(new InputForm(1));
    }

    @Test
    void validation_images_of_other_channels_are_refused() throws Exception {
        assertFails(
                () -> LearnerRun.of(Bars.parameters(), pictures(Pixels.RGB), pictures(Pixels.GREY)),
                "Column 'sequence' of the validation table was prepared differently from that of the training table: "
                        + "Colors: grayscale (training table: RGB).",
                "Prepare both tables in the same way, for example with copies of the same Sequence Reshaper.");
    }

    private OptionalInt channels(Shape tensors) throws Exception {
        return TensorColumn.channels(
                Reshaped.configure(parameters, images(tensors)).getColumnSpec("sequence"));
    }

    private static DataTableSpec images(Shape shape) {
        return new DataTableSpec(TensorColumn.of("image", shape, ElementType.UNSIGNED_BYTE));
    }

    /** Trains with these channels set, 1 being the default. */
    private static NetworkPortObject trained(BufferedDataTable table, int channels) throws Exception {
        var parameters = Bars.parameters(channels);
        return (NetworkPortObject) LearnerRun.of(parameters, table).object(0);
    }

    /** Returns sequences of pictures of 6 x 6 pixels, lying and upright bars. */
    private static BufferedDataTable pictures(Pixels pixels) throws Exception {
        var rows = new DataCell[20][];
        for (int i = 0; i < rows.length; i++) {
            boolean upright = i % 2 == 1;
            rows[i] = row(picture(i % 6, upright), string(upright ? "upright" : "lying"));
        }
        var parameters = Reshaped.parameters(Input.IMAGES);
        parameters.pixels = pixels;
        return Reshaped.execute(parameters, table(PICTURES, rows)).table();
    }

    private static DataCell picture(int place, boolean upright) throws IOException {
        var image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
        for (int step = 0; step < 6; step++) {
            image.setRGB(upright ? place : step, upright ? step : place, 0xFF8040);
        }
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return PNGImageCellFactory.create(file.toByteArray());
    }
}
