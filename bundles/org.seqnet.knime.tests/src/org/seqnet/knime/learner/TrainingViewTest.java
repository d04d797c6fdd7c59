package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.RateTest.Point;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.view.ViewData;

class TrainingViewTest {
    /** What all views promise. */
    private static final int MOST_CHARACTERS = 2_000_000;

    @Test
    void it_tells_each_epoch_and_how_training_went() {
        var network = Trainings.of(2, true, 1, StopReason.STOPPED_EARLY);

        assertThat(TrainingView.of(network, OptionalLong.of(1234), Optional.empty(), List.of(), Optional.empty())
                        .toString())
                .startsWith("{\"view\":\"training\",\"title\":\"LSTM, 1 layer of 2 units\",\"outcome\":\"Stopped early "
                        + "after epoch 2; the network of epoch 1 is "
                        + "kept.\",\"epochsRun\":2,\"bestEpoch\":2,\"keptEpoch\":1,"
                        + "\"keptFor\":null,\"averaged\":true,\"seconds\":4.5,"
                        + "\"epochs\":[{\"epoch\":1,\"loss\":1.0,\"accuracy\":0.5,\"seconds\":2.25,"
                        + "\"speed\":1000.0,\"rate\":0.001,\"validationLoss\":1.25,\"validationAccuracy\":0.25},"
                        + "{\"epoch\":2,"
                        + "\"loss\":0.5,\"accuracy\":0.75,\"seconds\":2.25,\"speed\":1000.0,\"rate\":0.001,"
                        + "\"validationLoss\":0.75,\"validationAccuracy\":0.5}]")
                .contains("{\"name\":\"Training sequences\",\"value\":\"60,000\"}")
                .contains("{\"name\":\"Validation sequences\",\"value\":\"1,234\"}")
                .contains("{\"name\":\"Sequences\",\"value\":\"3 time steps x 1 feature\"}")
                .contains("{\"name\":\"Labels\",\"value\":\"2: falling, rising\"}")
                .contains("{\"name\":\"Learning rate\",\"value\":\"0.001\"}")
                .contains("{\"name\":\"Device\",\"value\":\"CPU, 2 threads\"}");
    }

    @Test
    void a_rate_that_was_found_comes_with_its_test() {
        var points = List.of(new Point(1e-6, 1.5), new Point(0.5, 1.25));
        var json = TrainingView.of(
                Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE),
                OptionalLong.empty(),
                Optional.of(new RateTest(points, 0.0021)),
                List.of(),
                Optional.empty());

        assertThat(json.toString())
                .contains("\"rateTest\":{\"rate\":0.0021,\"points\":[{\"rate\":1.0E-6,\"loss\":1.5},{\"rate\":0.5,"
                        + "\"loss\":1.25}]}");
    }

    @Test
    void without_a_validation_table_its_figures_are_null() {
        var json = TrainingView.of(
                Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());

        assertThat(json.toString())
                .contains("\"outcome\":\"The only epoch was completed.\"")
                .contains("\"validationLoss\":null,\"validationAccuracy\":null")
                .contains("{\"name\":\"Validation sequences\",\"value\":\"none\"}");
    }

    @Test
    void a_training_that_was_stopped_says_so() {
        var json = TrainingView.of(
                Trainings.of(3, false, 2, StopReason.STOPPED_ON_REQUEST),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());

        assertThat(json.toString())
                .contains("\"outcome\":\"Stopped on request in epoch 3; the network of epoch 2 is kept.\"");
    }

    @Test
    void a_long_history_is_thinned_but_keeps_what_matters() {
        int epochs = 100_001;
        var json = TrainingView.of(
                        Trainings.of(epochs, true, 77_777, StopReason.ALL_EPOCHS_DONE),
                        OptionalLong.of(10_000),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())
                .toString();

        assertThat(json).hasSizeLessThan(MOST_CHARACTERS / 4);
        assertThat(json.split("\\{\"epoch\":")).hasSizeBetween(1500, TrainingView.MOST_EPOCHS + 4);
        assertThat(json)
                .contains("\"epochsRun\":100001")
                .contains("{\"epoch\":1,", "{\"epoch\":77777,", "{\"epoch\":100001,");
    }

    @Test
    void a_thousand_epochs_are_all_drawn() {
        var json = TrainingView.of(
                Trainings.of(1000, true, 1000, StopReason.ALL_EPOCHS_DONE),
                OptionalLong.of(1),
                Optional.empty(),
                List.of(),
                Optional.empty());

        assertThat(IntStream.rangeClosed(1, 1000)
                        .allMatch(epoch -> json.toString().contains("{\"epoch\":" + epoch + ",")))
                .isTrue();
    }

    @Test
    void the_learner_keeps_it_for_its_view() throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = 3;
        var run = NodeRun.executing(parameters, Orders.rows(20), Orders.rows(10));
        LearnerNode.execute(run, run);

        assertThat(ViewData.of(run.internalData()))
                .startsWith("{\"view\":\"training\",\"title\":\"LSTM, 1 layer of 4 units\"")
                .contains("\"epochsRun\":3")
                .contains("{\"name\":\"Training sequences\",\"value\":\"20\"}")
                .contains("{\"name\":\"Validation sequences\",\"value\":\"10\"}");
    }
}
