package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.predictor.PredictorRun;
import org.seqnet.knime.tensor.TensorColumn;

/** Learners read a label per time step from a column of lists. */
class StepLearningTest {
    private static final List<String> NAMES = List.of("idle", "running");
    private static final DataTableSpec SPEC = spec(ListCell.getCollectionType(StringCell.TYPE));

    private final LstmLearnerParameters parameters = steps(new LstmLearnerParameters());

    private static DataTableSpec spec(DataType lists) {
        return new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.empty()),
                new DataColumnSpecCreator("state", lists).createSpec());
    }

    private static <P extends ClassOrLabelsLearnerParameters> P steps(P parameters) {
        LearnerRun.quick(parameters, 0.05).data.labels = LabelFormat.STEPS;
        return parameters;
    }

    /** Sequences of 1 to 9 steps, of a value around -1 at idle steps and around 1 at running ones. */
    private static BufferedDataTable rows(DataTableSpec spec, int count, long seed, IntFunction<DataCell> label) {
        var random = new Random(seed);
        var rows = new ArrayList<DataCell[]>();
        for (int n = 0; n < count; n++) {
            var values = new float[1 + random.nextInt(9)];
            var labels = new ArrayList<DataCell>();
            for (int t = 0; t < values.length; t++) {
                int state = random.nextInt(2);
                values[t] = (float) (2 * state - 1 + 0.3 * random.nextGaussian());
                labels.add(t > 0 && t % 4 == 0 ? DataType.getMissingCell() : label.apply(state));
            }
            rows.add(row(floats(Shape.of(values.length, 1), values), CollectionCellFactory.createListCell(labels)));
        }
        return table(spec, rows.toArray(DataCell[][]::new));
    }

    private static BufferedDataTable rows(int count, long seed) {
        return rows(SPEC, count, seed, state -> string(NAMES.get(state)));
    }

    static Stream<ClassOrLabelsLearnerParameters> learners() {
        return Stream.of(
                steps(new LstmLearnerParameters()),
                steps(new GruLearnerParameters()),
                steps(new RnnLearnerParameters()));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void learners_learn_the_label_of_each_step_and_the_predictor_gives_them_back(ClassOrLabelsLearnerParameters learner)
            throws Exception {
        learner.training.epochs = 20;
        learner.training.learningRate = "0.02";
        var run = LearnerRun.of(learner, rows(60, 1), rows(20, 2));

        var network = (NetworkPortObject) run.object(0);
        assertThat(network.getSpec().head()).isEqualTo(HeadKind.STEP_CLASSES);
        assertThat(network.network().labels()).isEqualTo(new LabelDomain(NAMES));
        var history = Tables.column(run.table(1), "Validation accuracy");
        assertThat(Double.parseDouble(history.get(history.size() - 1))).isGreaterThan(0.95);
        var test = rows(30, 3);
        var predicted = Tables.rows(PredictorRun.predicted(network, test));
        int right = 0;
        int known = 0;
        for (var row : predicted) {
            var actual = (ListCell) row.getCell(1);
            var labels = (ListCell) row.getCell(row.getNumCells() - 1);
            assertThat(labels.size()).isEqualTo(actual.size());
            for (int t = 0; t < actual.size(); t++) {
                known += actual.get(t).isMissing() ? 0 : 1;
                right += actual.get(t).equals(labels.get(t)) ? 1 : 0;
            }
        }
        assertThat((double) right / known).isGreaterThan(0.95);
    }

    @Test
    void a_new_learner_learns_the_labels_of_steps_that_the_reshaper_collected() {
        var collected = new DataTableSpec(
                SPEC.getColumnSpec(0),
                ColumnMark.STEP_LABELS.on(SPEC.getColumnSpec(1)),
                new DataColumnSpecCreator("tags", ListCell.getCollectionType(StringCell.TYPE)).createSpec());
        var specs = new PortObjectSpec[] {collected};

        var lstm = NodeParametersUtil.createSettings(LstmLearnerParameters.class, specs);
        assertThat(lstm.data.labels).isEqualTo(LabelFormat.STEPS);
        assertThat(lstm.data.stepLabelColumn).isEqualTo("state");
        var other =
                new DataTableSpec(collected.getColumnSpec(0), collected.getColumnSpec(2), collected.getColumnSpec(1));
        assertThat(NodeParametersUtil.createSettings(LstmLearnerParameters.class, new PortObjectSpec[] {other})
                        .data
                        .collectionColumn)
                .isEqualTo("tags");
        assertThat(NodeParametersUtil.createSettings(GruLearnerParameters.class, specs).data.labels)
                .isEqualTo(LabelFormat.STEPS);
        assertThat(NodeParametersUtil.createSettings(RnnLearnerParameters.class, specs).data.labels)
                .isEqualTo(LabelFormat.STEPS);
        var unmarked = NodeParametersUtil.createSettings(LstmLearnerParameters.class, new PortObjectSpec[] {SPEC});
        assertThat(unmarked.data.labels).isEqualTo(LabelFormat.COLLECTION);
    }

    @Test
    void labels_of_lists_of_integers_are_integers() throws Exception {
        var table = rows(spec(ListCell.getCollectionType(IntCell.TYPE)), 30, 1, state -> new IntCell(10 - 3 * state));

        var network = (NetworkPortObject) LearnerRun.of(parameters, table).object(0);

        assertThat(network.network().labels()).isEqualTo(new LabelDomain(List.of("7", "10"), LabelType.INTEGER));
    }

    @Test
    void a_network_can_be_resumed_and_a_share_of_rows_held_out() throws Exception {
        parameters.validation.percent = 20;
        var run = LearnerRun.of(parameters, rows(60, 1));
        assertThat(Tables.column(run.table(1), "Validation accuracy")).doesNotContain("?");

        var resumed = LearnerRun.of(parameters, rows(60, 2), run.object(0));

        assertThat(resumed.table(1).size()).isEqualTo(6);
        assertFails(
                () -> LearnerRun.of(parameters, rows(SPEC, 5, 1, state -> string("off " + state)), run.object(0)),
                "Training table, row 'Row0': label 'off 0' is not among the labels of the network to resume: [idle, "
                        + "running].",
                "Remove such rows, or disconnect the network to train a new one.",
                "Or set \"Connected network\" in the dialog to start a new network with its layers.");
    }

    @Test
    void the_network_is_known_before_it_is_trained() throws Exception {
        var spec = (NetworkPortObjectSpec) configure(parameters, SPEC).spec(0).orElseThrow();

        assertThat(spec.head()).isEqualTo(HeadKind.STEP_CLASSES);
        assertThat(spec.labels()).isEmpty();
        assertThat(spec.labelColumn()).isEqualTo("state");
    }

    private static NodeRun configure(LearnerParameters parameters, PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        LearnerNode.configure(run, run);
        return run;
    }

    private static DataCell[] sequence(DataCell labels, float... values) {
        return row(floats(Shape.of(values.length, 1), values), labels);
    }

    private static DataCell list(DataCell... labels) {
        return CollectionCellFactory.createListCell(List.of(labels));
    }

    @Test
    void lists_of_another_length_than_the_sequence_are_refused_by_row() {
        var table = table(
                SPEC,
                sequence(list(string("idle"), string("running")), -1, 1),
                sequence(list(string("idle")), -1, -1, 1));

        assertFails(
                () -> LearnerRun.of(parameters, table),
                "Training table, row 'Row1': the list in column 'state' has 1 labels, but the sequence has 3 time "
                        + "steps.",
                "Use lists with exactly one label per time step. An element may be missing if the label of the step "
                        + "is unknown.");
    }

    @Test
    void rows_without_any_label_are_skipped_with_a_warning() throws Exception {
        var missing = DataType.getMissingCell();
        var table = table(
                SPEC,
                sequence(list(string("idle"), string("running")), -1, 1),
                sequence(list(missing, missing), -1, 1),
                sequence(missing, -1, 1),
                sequence(list(string("idle"), missing), -1, 1));

        var run = LearnerRun.of(parameters, table);

        assertThat(run.warning().orElseThrow())
                .contains("2 of the training table's 4 rows were skipped because their sequence or label is missing.");
        assertThat(((NetworkPortObject) run.object(0)).network().provenance().trainingSequences())
                .isEqualTo(2);
        parameters.data.missingValues = MissingValues.FAIL;
        assertFails(
                () -> LearnerRun.of(parameters, table),
                "Training table, row 'Row1': no element of the list in column 'state' is a label.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void a_single_class_is_refused() {
        var table = table(SPEC, sequence(list(string("idle"), string("idle")), -1, 1));

        assertFails(
                () -> LearnerRun.of(parameters, table),
                "Step label column 'state': all time steps of the 1 rows have the label 'idle'; at least two classes "
                        + "are required.",
                "Select another label column, or connect rows of at least two classes.");
    }

    @Test
    void what_has_no_label_per_step_is_refused_in_words() {
        assertInvalid(
                () -> configure(parameters, spec(SetCell.getCollectionType(StringCell.TYPE))),
                "Step label column: the training table has no column of lists of labels.",
                "Connect a table that has one.");
        parameters.architecture.pooling = TimePooling.MEAN;
        assertInvalid(
                () -> configure(parameters, SPEC),
                "A label per time step requires values at each step, but pooling makes one value per feature of all "
                        + "steps. Set the pooling to the last step.");
        parameters.architecture.pooling = TimePooling.LAST_STEP;
        parameters.loss.classWeights = ClassWeights.BALANCED;
        assertThat(parameters.loss().weighting()).isEqualTo(Weighting.BALANCED);
        assertInvalid(
                () -> configure(parameters, SPEC),
                "Class weights: balanced weights require one class per row. Select \"None\", or a column with the "
                        + "weight of each row.");
        parameters.loss.classWeights = ClassWeights.NONE;
        parameters.augmentation.enabled = true;
        assertInvalid(
                () -> configure(parameters, SPEC),
                "Time warping moves values to other time steps, away from their labels. Disable it.");
        assertInvalid(
                () -> configure(steps(new SequenceCnnLearnerParameters()), SPEC),
                "A label per time step requires values at each step, but convolutions over time end in a mean over "
                        + "all steps. Use an LSTM, GRU or RNN.");
        assertInvalid(
                () -> configure(steps(new CnnLearnerParameters()), SPEC),
                "A label per time step requires values at each step, but a CNN for images reads all time steps at "
                        + "once. Use an LSTM, GRU or RNN.");
    }
}
