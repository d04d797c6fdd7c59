package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.view.ViewData;

class ComparisonViewTest {
    /** What all views promise. */
    private static final int MOST_CHARACTERS = 2_000_000;

    @Test
    void it_tells_the_figures_and_the_curve_of_each_network_and_each_pair() {
        assertThat(Comparisons.view(2, 4, true))
                .startsWith("{\"view\":\"comparison\",\"rows\":1000,"
                        + "\"warning\":\"3 of the test table's rows were skipped.\",\"accuracyToReach\":0.7,"
                        + "\"networkCount\":2,\"leaders\":{\"accurate\":{\"title\":\"network 1\",\"value\":0.983},"
                        + "\"reached\":null,\"quick\":{\"title\":\"network 2\",\"value\":2469.0},"
                        + "\"small\":{\"title\":\"network 1\",\"value\":38}},\"networks\":["
                        + "{\"title\":\"network 1\",\"epochs\":4,\"seconds\":9.0,\"secondsPerEpoch\":2.25,"
                        + "\"secondsToReach\":null,\"parameters\":38,\"operations\":1000000000000,"
                        + "\"trainingSpeed\":1000.0,\"classifyingSpeed\":1234.5,\"accuracy\":0.983,")
                .contains("\"correct\":983,\"wrong\":17,\"validated\":true,\"curve\":["
                        + "{\"epoch\":1,\"seconds\":2.25,\"accuracy\":0.25},"
                        + "{\"epoch\":2,\"seconds\":4.5,\"accuracy\":0.5},")
                .contains("\"title\":\"network 2\"", "\"operations\":null")
                .contains("\"pairCount\":1,\"pairs\":[{\"first\":\"network 1\",\"second\":\"network "
                        + "2\",\"bothRight\":973,\"onlyFirstRight\":10,\"onlySecondRight\":10,\"bothWrong\":7,"
                        + "\"p\":1.0,\"adjusted\":1.0,\"verdict\":\"no "
                        + "difference shown at 5 %\"}]");
    }

    @Test
    void an_accuracy_that_was_reached_has_its_time() {
        assertThat(Comparisons.view(2, 12, true))
                .contains("\"secondsToReach\":11.25", "\"reached\":{\"title\":\"network 1\",\"value\":11.25}");
    }

    @Test
    void without_validation_the_curve_is_that_of_the_training_table_and_reaches_nothing() {
        assertThat(Comparisons.view(2, 12, false))
                .contains("\"secondsToReach\":null", "\"validated\":false")
                .contains("{\"epoch\":2,\"seconds\":4.5,\"accuracy\":0.75}");
    }

    @Test
    void of_a_network_resumed_with_a_validation_table_the_epochs_that_had_it_are_drawn() {
        assertThat(Comparisons.view(2, Trainings.resumed(3, 4)))
                .contains("\"epochs\":7", "\"secondsToReach\":11.25")
                .contains("\"validated\":true,\"curve\":[{\"epoch\":4,\"seconds\":9.0,\"accuracy\":0.6875},");
    }

    @Test
    void a_network_without_a_history_has_no_curve() {
        assertThat(Comparisons.view(2, 0, false))
                .contains("\"epochs\":0,\"seconds\":0.0,\"secondsPerEpoch\":null", "\"curve\":[]");
    }

    @Test
    void long_histories_are_thinned_but_keep_the_epoch_that_reached_the_accuracy_and_the_last() {
        assertThat(Comparisons.view(3, 100_001, true))
                .hasSizeLessThan(MOST_CHARACTERS / 2)
                .contains("\"secondsToReach\":11.25", "{\"epoch\":5,\"seconds\":11.25,", "{\"epoch\":100001,");
    }

    @Test
    void of_very_many_networks_the_first_are_shown() {
        var json = Comparisons.view(100, 1000, true);

        assertThat(json)
                .hasSizeLessThan(MOST_CHARACTERS)
                .contains("\"networkCount\":100", "\"pairCount\":4950", "\"title\":\"network 40\"")
                .doesNotContain("\"title\":\"network 41\"")
                .contains("\"quick\":{\"title\":\"network 100\",\"value\":123450.0}");
    }

    @Test
    void the_node_keeps_it_for_its_view() throws Exception {
        var parameters = new NetworkComparisonParameters();
        parameters.turns = 1;
        var network = LearnerRun.trained(Orders.rows(20), 3);
        var run = NodeRun.executing(parameters, Orders.rows(10), network, network);
        NetworkComparisonNodeFactory.execute(run, run);

        assertThat(ViewData.of(run.internalData()))
                .startsWith("{\"view\":\"comparison\",\"rows\":10,\"warning\":null,\"accuracyToReach\":0.98")
                .contains("\"title\":\"LSTM, 1 layer of 4 units (2)\"");
    }
}
