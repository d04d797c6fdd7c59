package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.label.SeveralLabelsFormat;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

/** What is the CNN-RNN Learner's own; all else is tested with the other learners, which run the same code. */
class CnnRnnLearnerTest extends LearnerTest<CnnRnnLearnerParameters> {
    private static final String MATCH =
            "Change the network settings to match, or disconnect the network to train a new one.";

    CnnRnnLearnerTest() {
        super(BarSets.paths(), BarSets::sets);
    }

    @Test
    void its_defaults_are_the_reference_encoder_below_a_path_of_frequent_labels_first() {
        var recipe = new CnnRnnLearnerParameters().recipe();

        assertThat(recipe.encoder()).isEqualTo(Convolutional.reference());
        assertThat(recipe.head()).isEqualTo(new HeadKind(new LabelPath(1, 64, 128, List.of(0))));
        assertThat(recipe.resumes()).isTrue();
        assertThat(recipe.options())
                .isEqualTo(new LstmLearnerParameters().recipe().options());
    }

    @Test
    void the_spec_tells_the_network() throws Exception {
        var head = new HeadKind(new LabelPath(1, 6, 5, List.of(0)));
        var shape = Optional.of(new SequenceShape(6, 6));

        assertThat(configure(BarSets.SETS).spec(0))
                .contains(new NetworkPortObjectSpec(parameters.encoder(), head, "labels", shape, Optional.empty()));
        parameters.data.labels = SeveralLabelsFormat.COLUMNS;
        parameters.data.zeroOneColumns = new String[] {"lying", "upright"};
        assertThat(configure(BarSets.ZERO_ONE).spec(0))
                .contains(new NetworkPortObjectSpec(
                        parameters.encoder(), head, "labels", shape, Optional.of(LabelDomain.of("lying", "upright"))));
        assertThat(execute(BarSets.zeroOne(BarSets.ZERO_ONE, 24, IntCell::new))
                        .object(0)
                        .getSpec())
                .isEqualTo(configure(BarSets.ZERO_ONE).spec(0).orElseThrow());
    }

    @Test
    void training_gives_a_network_that_has_learned_and_a_row_an_epoch() throws Exception {
        parameters.training.epochs = 30;

        var run = execute(BarSets.sets(144), BarSets.sets(48));

        assertThat(run.object(0).getSummary())
                .isEqualTo("CNN, filters 4 of 3 x 3, 8 dense units, LSTM of 5 units over labels; input 6 time steps x "
                        + "6 features; 2 labels");
        assertThat(Tables.keys(run.table(1))).hasSize(30);
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(29)))
                .isGreaterThan(0.95);
        assertThat(run.warning()).isEmpty();
        assertThat(run.internalData()).isNotEmpty();
    }

    @Test
    void frequent_labels_come_first() throws Exception {
        var table = table(
                BarSets.SETS,
                row(BarSets.image(3), BarSets.set("lying", "upright")),
                row(BarSets.image(2), BarSets.set("upright")),
                row(BarSets.image(0), BarSets.set()));

        assertThat(network(execute(table)).architecture().head()).isEqualTo(new LabelPath(2, 6, 5, List.of(1, 0)));
    }

    @Test
    void the_network_may_choose_the_order_itself() throws Exception {
        parameters.labelPath.labelOrder = LabelPathParameters.Order.ORDER_FREE;
        parameters.training.epochs = 30;

        var run = execute(BarSets.sets(144), BarSets.sets(48));

        assertThat(network(run).architecture().head()).isEqualTo(new LabelPath(2, 6, 5, List.of()));
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(29)))
                .isGreaterThan(0.95);
    }

    @Test
    void settings_outside_their_range_are_refused_when_the_dialog_is_applied() {
        parameters.labelPath.embeddingSize = 0;
        assertInvalid(parameters::validate, "Label embedding size: 0 is not between 1 and 4096.");
        parameters.labelPath.embeddingSize = 1;
        parameters.labelPath.lstmUnits = 4097;
        assertInvalid(parameters::validate, "Label LSTM units: 4097 is not between 1 and 4096.");
    }

    @Test
    void resuming_keeps_the_order_of_the_network_to_resume() throws Exception {
        var first = execute(BarSets.sets(48)).object(0);
        var others = table(
                BarSets.SETS,
                row(BarSets.image(2), BarSets.set("upright")),
                row(BarSets.image(2), BarSets.set("upright")),
                row(BarSets.image(1), BarSets.set("lying")));

        var resumed = execute(others, first);

        assertThat(network(resumed).architecture().head()).isEqualTo(new LabelPath(2, 6, 5, List.of(0, 1)));
        assertThat(network(resumed).provenance().history()).hasSize(6);
        assertThat(configure(BarSets.SETS, first.getSpec()).spec(0)).contains(first.getSpec());
    }

    @Test
    void a_network_to_resume_with_another_label_path_is_refused_before_execution() throws Exception {
        var network = execute(BarSets.sets(24)).object(0);
        parameters.labelPath.labelOrder = LabelPathParameters.Order.ORDER_FREE;
        assertInvalid(
                () -> configure(BarSets.SETS, network.getSpec()),
                "The network to resume learned labels in a fixed order; the settings specify any order.",
                MATCH);
        parameters.labelPath.lstmUnits = 7;
        assertInvalid(
                () -> configure(BarSets.SETS, network.getSpec()),
                "The network to resume has label embeddings of 6 values and a label LSTM of 5 units; the settings "
                        + "specify 6 and 7.",
                MATCH);
    }

    @Test
    void a_network_that_predicts_something_else_is_not_resumed_but_its_layers_can_be_used() throws Exception {
        var classes = classes();
        var message = "The network to resume predicts one class per sequence; the settings specify a label path.";
        var alternative = "Or set \"Connected network\" to use its convolutional layers only.";
        assertInvalid(() -> configure(BarSets.SETS, classes.getSpec()), message, MATCH, alternative);
        assertFails(() -> execute(BarSets.sets(24), classes), message, MATCH, alternative);
        parameters.connectedNetwork = ConnectedNetwork.FINE_TUNE;

        var run = configure(BarSets.SETS, classes.getSpec());

        assertThat(run.spec(0)).isEqualTo(configure(BarSets.SETS).spec(0));
    }

    @Test
    void frozen_layers_keep_every_bit_and_the_others_learn() throws Exception {
        var classes = classes();
        parameters.connectedNetwork = ConnectedNetwork.FREEZE;
        parameters.training.epochs = 60;

        var run = execute(BarSets.sets(144), BarSets.sets(48), classes);

        assertThat(encoderWeights(network(run))).isEqualTo(encoderWeights(classes.network()));
        assertThat(network(run).labels()).isEqualTo(LabelDomain.of("lying", "upright"));
        assertThat(Tables.column(run.table(1), "Epoch")).startsWith("1").hasSize(60);
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(59)))
                .isGreaterThan(0.9);
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void layers_that_are_trained_further_start_where_the_network_ended() throws Exception {
        var classes = classes();
        parameters.connectedNetwork = ConnectedNetwork.FINE_TUNE;
        parameters.training.epochs = 1;
        parameters.training.learningRate = "0.000001";

        var weights = encoderWeights(network(execute(BarSets.sets(48), classes)));

        assertThat(weights).isNotEqualTo(encoderWeights(classes.network()));
        assertThat(weights).containsExactly(encoderWeights(classes.network()), withPrecision(1e-4f));
    }

    @Test
    void networks_of_independent_labels_and_of_paths_give_their_layers_too() throws Exception {
        var independent = BarSets.parameters(LabelFormat.COLLECTION);
        parameters.connectedNetwork = ConnectedNetwork.FREEZE;
        for (var source : List.of(
                LearnerRun.of(independent, BarSets.sets(48)), LearnerRun.of(BarSets.paths(), BarSets.sets(48)))) {
            var run = execute(BarSets.sets(48), source.object(0));

            assertThat(encoderWeights(network(run))).isEqualTo(encoderWeights(network(source)));
            assertThat(network(run).provenance().history()).hasSize(3);
        }
    }

    @Test
    void other_layers_are_refused_before_execution_however_they_are_used() throws Exception {
        var network = classes();
        parameters.architecture.blocks[0].pooling = 3;
        var message =
                "The connected network is a CNN whose convolution block 1 has 4 filters: 3 x 3 convolution, ReLU, "
                        + "2 x 2 max pooling; the settings specify a CNN whose convolution block 1 has 4 filters: 3 "
                        + "x 3 convolution, ReLU, 3 x 3 max pooling.";
        for (var use : ConnectedNetwork.values()) {
            parameters.connectedNetwork = use;

            assertInvalid(() -> configure(BarSets.SETS, network.getSpec()), message, MATCH);
            assertFails(() -> execute(BarSets.sets(24), network), message, MATCH);
        }
    }

    @Test
    void images_of_another_size_are_refused_however_the_network_is_used() throws Exception {
        var network = classes();
        parameters.connectedNetwork = ConnectedNetwork.FREEZE;
        var larger = new DataTableSpec(
                TensorColumn.of("image", Shape.of(7, 7), ElementType.UNSIGNED_BYTE), BarSets.SETS.getColumnSpec(1));

        assertInvalid(
                () -> configure(larger, network.getSpec()),
                "The sequences of the training table have 7 time steps x 7 features; the connected network reads 6 "
                        + "time steps x 6 features.");
    }

    /** Returns a network of classes with the same encoder. */
    private static NetworkPortObject classes() throws Exception {
        var parameters = Bars.parameters();
        parameters.training.epochs = 20;
        NodeRun run = LearnerRun.of(parameters, Bars.rows(Bars.GREY, 120));
        return (NetworkPortObject) run.object(0);
    }

    private static float[] encoderWeights(TrainedNetwork network) {
        var architecture = network.architecture();
        long head = architecture.head().parameterCount(architecture.encoder().outputs());
        return Arrays.copyOf(network.parameters(), (int) (network.parameterCount() - head));
    }
}
