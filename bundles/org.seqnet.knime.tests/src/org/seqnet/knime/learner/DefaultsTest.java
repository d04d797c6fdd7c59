package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;

/** What a learner does that a user has just dragged into a workflow. */
class DefaultsTest {
    private static LstmLearnerParameters untouched(DataTableSpec spec) {
        return new LstmLearnerParameters(LearnerDialogTest.input(spec));
    }

    private static NodeRun learned(BufferedDataTable... tables) throws Exception {
        return LearnerRun.of(untouched(tables[0].getDataTableSpec()), tables);
    }

    private static TrainedNetwork network(NodeRun run) {
        return ((NetworkPortObject) run.object(0)).network();
    }

    private static double accuracy(NodeRun run, BufferedDataTable test) throws Exception {
        var predicted = PredictorRun.predicted((NetworkPortObject) run.object(0), test);
        var actual = Tables.column(predicted, "label");
        var found = Tables.column(predicted, "Prediction (label)");
        int right = 0;
        for (int i = 0; i < actual.size(); i++) {
            right += actual.get(i).equals(found.get(i)) ? 1 : 0;
        }
        return (double) right / actual.size();
    }

    @Test
    void features_of_mixed_units_are_learned_as_well_as_those_of_one_unit() throws Exception {
        var one = learned(Trends.rows(120, 1));
        var mixed = learned(Trends.rows(120, 1, 5000, 0.001, 0));

        assertThat(accuracy(one, Trends.rows(80, 2))).isGreaterThan(0.95);
        assertThat(accuracy(mixed, Trends.rows(80, 2, 5000, 0.001, 0)))
                .isGreaterThanOrEqualTo(accuracy(one, Trends.rows(80, 2)));
        assertThat(network(mixed).input().preprocessing().scale()).isEqualTo(FeatureScale.STANDARDIZE);
    }

    @Test
    void a_share_of_the_training_table_is_validated_on() throws Exception {
        var run = learned(Trends.rows(60, 1));
        var provenance = network(run).provenance();
        int best = provenance.bestEpoch();

        assertThat(run.warning()).isEmpty();
        assertThat(provenance.heldOut()).isEqualTo(12);
        assertThat(provenance.trainingSequences()).isEqualTo(48);
        assertThat(provenance.options().batchSize()).isEqualTo(32);
        assertThat(provenance.options().gradientClipping()).isEqualTo(1);
        assertThat(provenance.options().epochs()).isEqualTo(50);
        assertThat(Tables.column(run.table(1), "Validation loss"))
                .doesNotContain("?")
                .hasSize(Math.min(50, best + 10));
    }

    @Test
    void a_validation_table_is_used_where_there_is_one() throws Exception {
        var run = learned(Trends.rows(40, 1), Trends.rows(20, 2));

        assertThat(network(run).provenance().heldOut()).isZero();
        assertThat(network(run).provenance().trainingSequences()).isEqualTo(40);
        assertThat(Tables.column(run.table(1), "Validation loss")).doesNotContain("?");
    }

    @Test
    void a_small_table_is_trained_on_as_a_whole() throws Exception {
        var run = learned(Trends.rows(8, 1));

        assertThat(run.warning())
                .contains("No rows were held out for validation because the training table has fewer than 10 complete "
                        + "rows (8). The network was trained on all rows without early stopping.");
        assertThat(network(run).provenance().trainingSequences()).isEqualTo(8);
        assertThat(Tables.column(run.table(1), "Validation loss")).hasSize(50).containsOnly("?");
    }

    @Test
    void a_learner_of_images_has_the_same_defaults_but_no_clipping() {
        var parameters = new CnnLearnerParameters(LearnerDialogTest.input(Bars.spec(Bars.GREY)));

        assertThat(parameters.recipe().options().gradientClipping()).isZero();
        assertThat(parameters.recipe().options().epochs()).isEqualTo(50);
        assertThat(parameters.recipe().preprocessing().scale()).isEmpty();
        assertThat(new RnnLearnerParameters(LearnerDialogTest.input(Trends.spec(Trends.PREPARATION)))
                        .recipe()
                        .options()
                        .gradientClipping())
                .isEqualTo(1);
    }

    @Test
    void workflows_that_are_older_than_these_settings_train_as_they_did() throws Exception {
        var older = new LstmLearnerParameters().recipe();

        assertThat(older.preprocessing()).isEqualTo(PreprocessingRule.NONE);
        assertThat(older.holdOut()).isEmpty();
        assertThat(older.options(10, false)).isEqualTo(older.options());
        assertThat(older.options().epochs()).isEqualTo(10);
        assertThat(older.options().batchSize()).isEqualTo(100);
        assertThat(older.options().earlyStopping()).isEmpty();
    }
}
