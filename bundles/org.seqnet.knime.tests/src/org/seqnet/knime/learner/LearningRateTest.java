package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;

import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.view.Facts;
import org.seqnet.knime.view.ViewData;

/** Where the learning rate comes from, and how it changes. 3 epochs of 10 mini-batches. */
class LearningRateTest extends Learning<LstmLearnerParameters> {
    private final BufferedDataTable table = Orders.rows(100);

    LearningRateTest() {
        super(Orders.parameters());
    }

    @Test
    void the_history_has_the_rate_of_each_epoch() throws Exception {
        assertThat(Tables.column(execute(table).table(1), "Learning rate")).containsExactly("0.05", "0.05", "0.05");

        parameters.learningRate.warmUpEpochs = 2;
        assertThat(Tables.column(execute(table).table(1), "Learning rate")).containsExactly("0.025", "0.05", "0.05");
    }

    @Test
    void the_schedule_of_the_dialog_is_that_of_the_training() throws Exception {
        var rate = parameters.learningRate;
        rate.warmUpEpochs = 0.5;
        rate.finalFraction = 0.25;
        rate.factor = 0.125;
        rate.patience = 3;

        assertThat(parameters.recipe().options().schedule()).isEqualTo(new Constant(0.5));
        rate.schedule = RateSchedule.COSINE;
        assertThat(parameters.recipe().options().schedule()).isEqualTo(new Cosine(0.5, 0.25));
        rate.schedule = RateSchedule.ONE_CYCLE;
        assertThat(parameters.recipe().options().schedule()).isEqualTo(new OneCycle());
        rate.schedule = RateSchedule.REDUCE_ON_PLATEAU;
        assertThat(parameters.recipe().options().schedule()).isEqualTo(new ReduceOnPlateau(0.5, 0.125, 3));
        assertThat(NetworkFacts.training(network(execute(table)).provenance()).facts())
                .contains(Facts.fact(
                        "Learning rate schedule",
                        "multiplied by 0.125 after 3 epochs without improvement, after a warm-up of 0.5 epochs"));
        rate.warmUpEpochs = 3.5;
        assertInvalid(parameters::validate, "Warm-up: 3.5 epochs are more than training has, 3.");
    }

    @Test
    void a_rate_that_is_found_stands_in_network_history_and_view() throws Exception {
        parameters.learningRate.source = RateSource.FOUND;
        parameters.training.learningRate = "123";
        parameters.training.epochs = 20;

        var run = execute(table);

        var options = network(run).provenance().options();
        assertThat(options.findsLearningRate()).isTrue();
        assertThat(options.learningRate()).isBetween(1e-5, 1.0);
        assertThat(Tables.column(run.table(1), "Learning rate")).containsOnly(String.valueOf(options.learningRate()));
        assertThat(NetworkFacts.training(network(run).provenance()).facts())
                .contains(Facts.fact("Learning rate", options.learningRate() + ", found before training"));
        assertThat(ViewData.of(run.internalData()))
                .contains("\"rateTest\":{\"rate\":" + (float) options.learningRate());
        // so the training is the one with this rate
        parameters.learningRate.source = RateSource.CUSTOM;
        parameters.training.learningRate = TypedNumber.text(options.learningRate());
        assertThat(network(execute(table)).parameters()).isEqualTo(network(run).parameters());
    }

    @Test
    void a_network_to_resume_has_a_rate_found_for_it() throws Exception {
        var first = (NetworkPortObject) execute(table).object(0);
        parameters.learningRate.source = RateSource.FOUND;

        var rates = Tables.column(execute(table, first).table(1), "Learning rate");

        assertThat(rates).hasSize(6).startsWith("0.05", "0.05", "0.05");
        assertThat(rates.get(3)).isEqualTo(rates.get(5)).isNotEqualTo("0.05");
    }
}
