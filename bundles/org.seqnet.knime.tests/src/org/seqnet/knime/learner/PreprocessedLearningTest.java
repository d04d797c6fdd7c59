package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.view.Facts.fact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.PreprocessingParameters.MissingSteps;
import org.seqnet.knime.learner.PreprocessingParameters.Scaling;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.predictor.PredictorRun;

/** Networks that fill in and scale their own sequences. */
class PreprocessedLearningTest extends Learning<LstmLearnerParameters> {
    private static final Preparation OTHERWISE = Trends.PREPARATION.with(Preparation.SCALING, "0 to 9 becomes 0 to 1");

    PreprocessedLearningTest() {
        super(Orders.parameters());
        parameters.data.labelColumn = "label";
    }

    private static NetworkPortObject port(NodeRun run) {
        return (NetworkPortObject) run.object(0);
    }

    @Test
    void a_missing_value_is_named_by_row_feature_and_time_step() {
        var values = new float[12];
        values[7] = Float.NaN;

        assertFails(
                () -> execute(table(
                        Trends.spec(Trends.PREPARATION),
                        row(string("x"), floats(Shape.of(6, 2), values), string("rising")))),
                "Training table, row 'Row0': the value of feature 2 ('strain') at time step 4 is missing (NaN).",
                "Fill in the value, remove the row, or change how the node handles missing values.");
    }

    @Test
    void rows_with_missing_values_are_skipped_and_counted() throws Exception {
        parameters.preprocessing.missingInSequence = MissingSteps.SKIP;
        var gaps = Trends.rows(60, 1, 1, 1, 0.05);
        var run = execute(gaps, gaps);
        var network = network(run);

        long skipped = 60 - network.provenance().trainingSequences();
        assertThat(skipped).isBetween(1L, 59L);
        assertThat(run.warning())
                .contains(("%d of the training table's 60 rows were skipped because a value of their sequence is "
                                + "missing.\n%d of the validation table's 60 rows were skipped because a value of "
                                + "their sequence is missing.")
                        .formatted(skipped, skipped));
        assertThat(Tables.column(PredictorRun.predicted(port(run), gaps), "Prediction (label)"))
                .filteredOn("?"::equals)
                .hasSize((int) skipped);
    }

    @Test
    void missing_values_are_filled_in_wherever_the_network_is_used() throws Exception {
        parameters.preprocessing.missingInSequence = MissingSteps.LINEAR;
        parameters.preprocessing.scaling = Scaling.ROBUST;
        parameters.preprocessing.maskFeatures = true;
        parameters.training.epochs = 20;
        var run = execute(Trends.rows(80, 1, 1, 1, 0.1), Trends.rows(40, 2, 1, 1, 0.1));
        var input = network(run).input();

        assertThat(run.warning()).isEmpty();
        assertThat(input.preprocessing().filling()).isEqualTo(Filling.LINEAR);
        assertThat(input.preprocessed()).isEqualTo(new SequenceShape(6, 4));
        assertThat(input.preparation()).isEqualTo(Trends.PREPARATION);
        assertThat(port(run).getSpec())
                .isEqualTo(configure(Trends.spec(Trends.PREPARATION), Trends.spec(Trends.PREPARATION))
                        .spec(0)
                        .orElseThrow());
        assertThat(Tables.column(
                        PredictorRun.predicted(port(run), Trends.rows(40, 3, 1, 1, 0.1)), "Prediction (label)"))
                .doesNotContain("?");
        assertThat(network(run)
                        .provenance()
                        .history()
                        .get(19)
                        .validation()
                        .orElseThrow()
                        .accuracy())
                .isGreaterThan(0.8);
    }

    @Test
    void what_is_done_is_shown_with_the_names_of_the_features() throws Exception {
        parameters.preprocessing.scaling = Scaling.RANGE;
        var rows = table(
                Trends.spec(Trends.PREPARATION),
                row(string("a"), steps(1000, -2), string("falling")),
                row(string("b"), steps(1500, 2), string("rising")));
        var facts = NetworkFacts.preprocessing(network(execute(rows)).input());

        assertThat(facts.title()).isEqualTo("Preprocessing");
        assertThat(facts.facts())
                .containsExactly(
                        fact("Scaling", "0 to 1"),
                        fact("Missing values", "not filled in"),
                        fact("Feature pressure", "(value - 1000) x 0.002"),
                        fact("Feature strain", "(value - -2) x 0.25"));
        assertThat(NetworkFacts.preparation(Trends.PREPARATION))
                .containsExactly(fact("Prepared, layout", "rows as time steps"), fact("Prepared, scaling", "none"));
    }

    private static DataCell steps(float pressure, float strain) {
        var values = new float[12];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? pressure : strain;
        }
        return floats(Shape.of(6, 2), values);
    }

    @Test
    void a_validation_table_that_was_prepared_otherwise_is_refused() {
        assertInvalid(
                () -> configure(Trends.spec(Trends.PREPARATION), Trends.spec(OTHERWISE)),
                "Column 'sequence' of the validation table was prepared differently from that of the training table: "
                        + "Scaling: 0 to 9 becomes 0 to 1 (training table: none).",
                "Prepare both tables in the same way, for example with copies of the same Sequence Reshaper.");
    }

    @Test
    void a_table_of_unknown_preparation_is_accepted() throws Exception {
        configure(Trends.spec(Trends.PREPARATION), Trends.spec(Preparation.UNKNOWN));
        configure(Trends.spec(Preparation.UNKNOWN), Trends.spec(Trends.PREPARATION));
    }

    @Test
    void a_table_to_resume_with_that_was_prepared_otherwise_is_refused() throws Exception {
        var network = port(execute(Trends.rows(20, 1)));

        assertInvalid(
                () -> configure(Trends.spec(OTHERWISE), network.getSpec()),
                "Column 'sequence' of the training table was prepared differently from the training sequences of the "
                        + "network to resume: Scaling: 0 to 9 becomes 0 to 1 (network: none).",
                "Prepare the table as for the first training, for example with a copy of its Sequence Reshaper, or "
                        + "disconnect the network to train a new one.");
        assertThat(((NetworkPortObjectSpec) configure(Trends.spec(Preparation.UNKNOWN), network.getSpec())
                                .spec(0)
                                .orElseThrow())
                        .preparation())
                .isEqualTo(Trends.PREPARATION);
    }

    @Test
    void a_network_to_resume_keeps_its_preprocessing() throws Exception {
        parameters.preprocessing.scaling = Scaling.STANDARDIZE;
        parameters.preprocessing.missingInSequence = MissingSteps.MEAN;
        var first = execute(Trends.rows(40, 1));
        parameters.preprocessing.scaling = Scaling.NONE;
        parameters.preprocessing.missingInSequence = MissingSteps.FAIL;
        var resumed = execute(Trends.rows(40, 2, 9, 9, 0.1), port(first));

        assertThat(network(resumed).input()).isEqualTo(network(first).input());
        assertThat(resumed.warning())
                .contains("The network to resume keeps its own preprocessing (scaling: standardized, missing values: "
                        + "training mean); the preprocessing settings of this node have no effect.");
        parameters.preprocessing.scaling = Scaling.AUTOMATIC;
        parameters.preprocessing.missingInSequence = MissingSteps.MEAN;
        assertThat(execute(Trends.rows(40, 2), port(first)).warning()).isEmpty();
        assertThat(network(first).input().preprocessing().scale()).isEqualTo(FeatureScale.STANDARDIZE);
    }

    @Test
    void rows_of_one_group_are_held_out_together() throws Exception {
        parameters.validation.percent = 25;
        parameters.validation.keepGroups = true;
        parameters.validation.groupColumn = "person";
        var run = execute(Trends.rows(40, 1));

        assertThat(network(run).provenance().heldOut() % 4).isZero();
        assertThat(TrainingView.of(network(run), OptionalLong.of(8), Optional.empty(), List.of(), Optional.empty())
                        .toString())
                .contains("8, held out of the training table");
        parameters.validation.groupColumn = "machine";
        assertInvalid(
                () -> configure(Trends.spec(Trends.PREPARATION)),
                "Group column: the training table has no column 'machine'.",
                "Select another column in the node's dialog, or connect a table that has this column.");
        configure(Trends.spec(Trends.PREPARATION), Trends.spec(Trends.PREPARATION));
    }

    @Test
    void labels_in_one_group_each_leave_nothing_to_hold_out() throws Exception {
        parameters.validation.percent = 20;
        parameters.validation.keepGroups = true;
        parameters.validation.groupColumn = "label";
        parameters.earlyStopping.enabled = true;

        assertThat(execute(Trends.rows(20, 1)).warning())
                .contains(
                        "No rows were held out for validation because each label occurs in one group only. The network "
                                + "was trained on all rows without early stopping.");
    }

    @Test
    void a_share_above_one_half_is_refused() {
        parameters.validation.percent = 51;

        assertInvalid(parameters::validate, "Validation share (%): 51 is not between 0 and 50.");
    }

    @Test
    void many_features_are_shown_by_the_first() {
        var input = new NetworkInput(
                SequenceShape.ofAnyLength(1000),
                Preparation.UNKNOWN,
                new Preprocessing(
                        FeatureScale.STANDARDIZE,
                        new double[1000],
                        new double[1000],
                        Filling.NONE,
                        new double[0],
                        false));

        assertThat(NetworkFacts.preprocessing(input).facts())
                .hasSize(23)
                .endsWith(fact("Feature 20", "(value - 0) x 0"), fact("Further features", "980"));
    }
}
