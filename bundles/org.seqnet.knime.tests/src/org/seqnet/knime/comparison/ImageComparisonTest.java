package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObject;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Bars;

/** Networks that read images of three dimensions. */
class ImageComparisonTest {
    @Test
    void convolutional_networks_are_compared_on_the_images_that_they_read() throws Exception {
        var network = Bars.trained(Bars.rows(Bars.COLOUR, 120), 30);

        assertThat(correct(Bars.COLOUR, network)).containsExactly("36", "36");
        assertThat(correct(Bars.COLOUR_ROWS, network)).containsExactly("36", "36");
    }

    private static List<String> correct(Shape images, PortObject network) throws Exception {
        var parameters = new NetworkComparisonParameters();
        parameters.turns = 1;
        var run = NodeRun.executing(parameters, Bars.rows(images, 36), network, network);
        NetworkComparisonNodeFactory.execute(run, run);
        return Tables.column(run.table(0), "Correct");
    }
}
