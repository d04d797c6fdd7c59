package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObject;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Bars;
import org.seqnet.knime.tensor.TensorColumn;

/** Networks that read images of three dimensions. */
class ImageComparisonTest {
    @Test
    void convolutional_networks_are_compared_on_the_images_that_they_read() throws Exception {
        var network = Bars.trained(Bars.rows(Bars.COLOUR, 120), 30);

        assertThat(correct(Bars.COLOUR, network)).containsExactly("36", "36");
        assertThat(correct(Bars.COLOUR_ROWS, network)).containsExactly("36", "36");
    }

    @Test
    void images_of_other_channels_are_refused_before_execution() throws Exception {
        var network = Bars.trained(Bars.rows(Bars.COLOUR, 12), 1);
        var gray = TensorColumn.ofSequences("image", Optional.empty(), OptionalInt.of(1));
        var spec = new DataTableSpec(gray, Bars.spec(Bars.COLOUR).getColumnSpec(1));
        var run = NodeRun.configuring(new NetworkComparisonParameters(), spec, network.getSpec(), network.getSpec());

        assertInvalid(
                () -> NetworkComparisonNodeFactory.configure(run, run),
                "Network 1 (input port 2; CNN, filters 4 of 3 x 3, 8 dense units) reads images of 3 channels, but "
                        + "column 'image' of the test table contains images of 1 channel.");
    }

    private static List<String> correct(Shape images, PortObject network) throws Exception {
        var parameters = new NetworkComparisonParameters();
        parameters.turns = 1;
        var run = NodeRun.executing(parameters, Bars.rows(images, 36), network, network);
        NetworkComparisonNodeFactory.execute(run, run);
        return Tables.column(run.table(0), "Correct");
    }
}
