package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.TemporalConvolutionalParameters.Design;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What is the Sequence CNN Learner's own; all else is tested with the LSTM Learner, which runs the same code. */
class SequenceCnnLearnerTest extends LearnerTest<SequenceCnnLearnerParameters> {
    SequenceCnnLearnerTest() {
        super(parameters(), Orders::rows);
    }

    @Test
    void its_default_is_the_network_of_inception_time() {
        assertThat(new SequenceCnnLearnerParameters().recipe().encoder())
                .isEqualTo(new TemporalConvolutional(TemporalConvolutional.Design.INCEPTION, 32, 6, 40, 1, 0));
    }

    @Test
    void the_spec_tells_the_network() throws Exception {
        assertThat(configure(Orders.SPEC).spec(0))
                .contains(new NetworkPortObjectSpec(
                        new TemporalConvolutional(TemporalConvolutional.Design.FCN, 4, 2, 3, 1, 0),
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(Orders.SHAPE),
                        Optional.of(LabelDomain.of("falling", "rising"))));
    }

    @ParameterizedTest
    @EnumSource
    void training_gives_a_network_that_has_learned_and_a_row_an_epoch(Design design) throws Exception {
        parameters.architecture.design = design;
        parameters.training.epochs = 20;

        var run = execute(Orders.rows(100), Orders.rows(10));

        assertThat(Tables.keys(run.table(1))).hasSize(20);
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(19)).isEqualTo("1.0");
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void an_lstm_layer_beside_the_convolutions_learns_too() throws Exception {
        parameters.architecture.addLstm = true;
        parameters.architecture.lstmUnits = 3;
        parameters.training.epochs = 20;

        var run = execute(Orders.rows(100), Orders.rows(10));

        assertThat(network(run).architecture().encoder())
                .isEqualTo(new Composition(
                        new Recurrent(Cell.LSTM, 1, 3, 0.8, 1),
                        new TemporalConvolutional(TemporalConvolutional.Design.FCN, 4, 2, 3, 1, 0)));
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(19)).isEqualTo("1.0");
    }

    @ParameterizedTest
    @EnumSource
    void sequences_of_different_lengths_are_learned_without_padding(Design design) throws Exception {
        parameters.architecture.design = design;
        parameters.training.epochs = 60;

        var run = execute(Orders.ofAnyLength(120), Orders.ofAnyLength(24));

        assertThat(network(run).inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(59)))
                .isGreaterThan(0.8);
    }

    @Test
    void with_dropout_the_same_seed_gives_the_same_network_on_any_number_of_threads() throws Exception {
        parameters.architecture.dropout = 0.3;
        parameters.device.threads = 1;
        var expected = network(execute(Orders.ofAnyLength(60))).parameters();
        parameters.device.threads = 3;

        assertThat(network(execute(Orders.ofAnyLength(60))).parameters()).isEqualTo(expected);
    }

    @Test
    void a_network_of_another_design_is_not_resumed() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        parameters.architecture.design = Design.RESNET;

        assertInvalid(
                () -> configure(Orders.SPEC, network.getSpec()),
                "The connected network is FCN, 2 convolutions of 4 filters, kernel size 3; the settings specify "
                        + "ResNet, 2 residual blocks of 4 filters, kernel size 3.");
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.architecture.depth = 33;

        assertInvalid(parameters::validate, "Depth: 33 is not between 1 and 32.");
    }

    private static SequenceCnnLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new SequenceCnnLearnerParameters(), 0.02);
        parameters.architecture.design = Design.FCN;
        parameters.architecture.filters = 4;
        parameters.architecture.depth = 2;
        parameters.architecture.kernelSize = 3;
        return parameters;
    }
}
