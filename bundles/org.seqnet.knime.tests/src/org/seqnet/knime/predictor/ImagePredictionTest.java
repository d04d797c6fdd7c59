package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.predictor.PredictorRun.predicted;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Bars;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** From images to predictions, through a convolutional network. */
class ImagePredictionTest {
    private static NetworkPortObject network;

    @BeforeAll
    static void train() throws Exception {
        network = (NetworkPortObject)
                LearnerRun.of(Bars.parameters(), Bars.rows(Bars.COLOUR, 120)).object(0);
    }

    @Test
    void images_in_colour_and_the_sequences_of_their_rows_are_predicted_alike() throws Exception {
        var images = predicted(network, Bars.rows(Bars.COLOUR, 36));
        var rows = predicted(network, Bars.rows(Bars.COLOUR_ROWS, 36));

        assertThat(images.getDataTableSpec().getColumnNames())
                .containsExactly("image", "label", "P (label=lying)", "P (label=upright)", "Prediction (label)");
        assertThat(results(images)).isEqualTo(results(rows));
    }

    @Test
    void a_network_from_a_file_predicts_the_same_to_the_bit() throws Exception {
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network.network(), file);
        var read = ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "network.seqnet");

        assertThat(results(predicted(new NetworkPortObject(read), Bars.rows(Bars.COLOUR, 36))))
                .isEqualTo(results(predicted(network, Bars.rows(Bars.COLOUR, 36))));
    }

    @Test
    void images_of_another_size_are_refused_before_execution() {
        var run = NodeRun.configuring(new NetworkPredictorParameters(), network.getSpec(), Bars.spec(Bars.GREY));

        assertInvalid(
                () -> NetworkPredictorNodeFactory.configure(run, run),
                "Column 'image' contains tensors of 6 x 6; the network expects sequences of 6 time steps x 18"
                        + " features.");
    }

    @Test
    void images_of_other_channels_are_refused_before_execution() {
        var gray = TensorColumn.ofSequences("image", Optional.of(new SequenceShape(6, 18)), OptionalInt.of(1));
        var colors = TensorColumn.ofSequences("image", Optional.empty(), OptionalInt.of(3));
        var run = NodeRun.configuring(new NetworkPredictorParameters(), network.getSpec(), new DataTableSpec(gray));

        assertInvalid(
                () -> NetworkPredictorNodeFactory.configure(run, run),
                "Column 'image' contains images of 1 channel; the network expects images of 3 channels.");
        assertThat(network.getSpec().mismatch(colors)).isEmpty();
    }

    @Test
    void an_image_of_other_channels_is_named_by_its_row() {
        var table = table(Bars.unknown(), row(bytes(Shape.of(1, 2, 2), 1, 2, 3, 4), string("lying")));

        assertFails(
                () -> predicted(network, table),
                "Row 'Row0' is a tensor of shape 1 x 2 x 2, not an image of rows x columns, or rows x columns x "
                        + "3 channels. Use a Sequence Reshaper before this node.");
    }

    private static Object results(BufferedDataTable predicted) {
        return Tables.rows(predicted).stream()
                .map(row -> row.getCell(2) + " " + row.getCell(3) + " " + row.getCell(4))
                .toList();
    }
}
