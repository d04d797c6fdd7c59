package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.TrainingOutcome;
import org.seqnet.knime.predictor.PredictorRun;
import org.seqnet.knime.view.Facts;

class RocketLearnerTest {
    private static RocketLearnerParameters untouched(DataTableSpec spec) {
        return new RocketLearnerParameters(LearnerDialogTest.input(spec));
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
    void a_new_node_learns_what_its_table_says_and_is_predicted_with() throws Exception {
        var run = learned(Trends.rows(120, 1, 5000, 0.001, 0));

        assertThat(run.warning()).isEmpty();
        assertThat(accuracy(run, Trends.rows(80, 2, 5000, 0.001, 0))).isGreaterThan(0.9);
        var encoder = (Rocket) network(run).architecture().encoder();
        assertThat(encoder.features()).isEqualTo(9996);
        assertThat(encoder.seed()).isEqualTo(42);
        assertThat(encoder.classifier()).isEqualTo(LinearClassifier.RIDGE);
        assertThat(network(run).provenance().heldOut()).isZero();
    }

    @Test
    void the_history_is_one_row_with_the_validation_table_if_there_is_one() throws Exception {
        var run = learned(Trends.rows(60, 1), Trends.rows(40, 2));

        var history = Tables.rows((BufferedDataTable) run.object(1));
        assertThat(history).hasSize(1);
        var record = network(run).provenance().history().get(0);
        assertThat(Tables.column((BufferedDataTable) run.object(1), "Accuracy"))
                .containsExactly(Double.toString(record.accuracy()));
        assertThat(record.validation().orElseThrow().accuracy()).isEqualTo(accuracy(run, Trends.rows(40, 2)));
        assertThat(Tables.column((BufferedDataTable) run.object(1), "Learning rate"))
                .containsExactly("?");
    }

    @Test
    void a_share_is_held_out_if_it_is_to_be() throws Exception {
        var table = Trends.rows(60, 1);
        var parameters = untouched(table.getDataTableSpec());
        parameters.validation.percent = 20;

        var run = LearnerRun.of(parameters, table);

        assertThat(network(run).provenance().heldOut()).isEqualTo(12);
        assertThat(network(run).provenance().history().get(0).validation()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"RIDGE, ridge classifier", "LOGISTIC, logistic regression"})
    void the_classifier_is_the_one_that_is_selected_and_told_in_the_views(
            RocketParameters.Classifier classifier, String title) throws Exception {
        var table = Trends.rows(60, 1);
        var parameters = untouched(table.getDataTableSpec());
        parameters.rocket.classifier = classifier;
        parameters.rocket.features = 1000;

        var network = network(LearnerRun.of(parameters, table));

        assertThat(network.architecture().title()).isEqualTo("MiniRocket, 924 features, " + title);
        assertThat(TrainingOutcome.of(network)).isEqualTo("Fitted in a single pass.");
        assertThat(NetworkFacts.training(network).facts())
                .extracting(Facts.Fact::name)
                .containsExactly("Classifier", "Penalty", "Seed");
        assertThat(NetworkFacts.training(network).facts())
                .contains(Facts.fact("Classifier", title), Facts.fact("Seed", 42));
        assertThat(TrainingView.of(network, OptionalLong.empty(), Optional.empty(), List.of(), Optional.empty())
                        .toString())
                .contains("Fitted in a single pass.");
    }

    @Test
    void sequences_of_any_length_are_learned() throws Exception {
        var run = learned(Orders.ofAnyLength(60));

        assertThat(accuracy(run, Orders.ofAnyLength(60))).isGreaterThan(0.9);
        assertThat(network(run).inputShape().isAnyLength()).isTrue();
    }

    @Test
    void the_spec_tells_what_is_to_be_fitted() throws Exception {
        var parameters = untouched(Orders.SPEC);
        var run = NodeRun.configuring(parameters, Orders.SPEC);
        LearnerNode.configure(run, run);

        var spec = (NetworkPortObjectSpec) run.spec(0).orElseThrow();
        assertThat(spec.encoder()).isEqualTo(Rocket.ofMost(10_000, 42, LinearClassifier.AUTOMATIC));
        assertThat(spec.encoder().title())
                .isEqualTo("MiniRocket, 9,996 features, ridge classifier or logistic regression");
        assertThat(run.spec(1)).contains(HistoryTable.spec(new Classes(1), false));
    }

    @Test
    void cancelling_leaves_the_node_as_it_was() throws Exception {
        var table = Trends.rows(60, 1);
        var parameters = untouched(table.getDataTableSpec());
        var expected = network(LearnerRun.of(parameters, table)).parameters();
        var asked = new AtomicInteger();
        var monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                // once for each row packed, then now and then
                if (asked.incrementAndGet() > 62) {
                    throw new CanceledExecutionException();
                }
            }
        };
        var run = NodeRun.executing(Tables.execution(monitor), parameters, table);

        assertThatThrownBy(() -> LearnerNode.execute(run, run)).isInstanceOf(CanceledExecutionException.class);

        assertThat(run.object(0)).isNull();
        assertThat(network(LearnerRun.of(parameters, table)).parameters()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 83, 100_001})
    void a_number_of_features_outside_its_range_is_refused(int features) {
        var parameters = new RocketLearnerParameters();
        parameters.rocket.features = features;

        assertThatThrownBy(parameters::validate)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("Number of features: " + features + " is not between 84 and 100000.");
    }

    @Test
    void a_rocket_network_cannot_be_resumed_by_another_learner() throws Exception {
        var rocket = learned(Orders.rows(20)).object(0);
        var parameters = Orders.parameters();

        assertThatThrownBy(() -> LearnerRun.of(parameters, Orders.rows(20), rocket))
                .isInstanceOf(KNIMEException.class)
                .hasMessageContaining("The connected network is MiniRocket, which is fitted at once and cannot be "
                        + "trained further; the settings specify LSTM");
    }
}
