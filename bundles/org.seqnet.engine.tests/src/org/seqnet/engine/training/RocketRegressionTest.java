package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Weights;

class RocketRegressionTest {
    private static final SequenceShape SHAPE = new SequenceShape(20, 2);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults().withThreads(2);

    private final LabelledSequences training = ToySequences.learnableValues(120, SHAPE, 1);
    private final LabelledSequences validation = ToySequences.learnableValues(50, SHAPE, 2);

    private static Values values(ValueLoss loss) {
        return new Values(List.of(Standard.NONE, Standard.NONE), loss, Optional.empty());
    }

    private TrainingResult fit(LinearClassifier classifier, Values head, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(new Rocket(840, 0, 3, classifier), head),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    @Test
    void several_targets_are_fitted_measured_and_come_back_from_a_file() throws IOException {
        var result = fit(LinearClassifier.AUTOMATIC, values(ValueLoss.SQUARED), OPTIONS);

        var checked = result.history().get(0).validation().orElseThrow();
        assertThat(checked.accuracy()).isGreaterThan(0.8);
        assertThat(result.history().get(0).accuracy()).isGreaterThan(checked.accuracy());
        var head = (Values) result.network().architecture().head();
        assertThat(head.standard(0).mean()).isCloseTo(1000, within(1.0));
        var outputs = new float[2 * validation.size()];
        try (var live = LiveNetwork.of(
                result.network().architecture(), SHAPE, result.network().parameters(), 1)) {
            live.classify(validation.sequences(), 0, validation.size(), 7, outputs, () -> false);
        }
        assertThat(new ValuePredictions(head, outputs, validation).evaluation(Weights.EQUAL))
                .isEqualTo(checked);
        assertThat(result.network().architecture().title())
                .isEqualTo("MiniRocket, 840 features, ridge regression, regression");
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(result.network(), bytes);
        assertThat(ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "m.net"))
                .isEqualTo(result.network());
    }

    @Test
    void all_steps_of_a_forecast_are_fitted_at_once() {
        var numbers = new double[4 * training.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = training.values().get(i / 4, 0) * (1 + i % 4);
        }
        var windows =
                new LabelledSequences(training.sequences(), TargetValues.of(4, numbers), LabelDomain.of("demand"));
        var forecast = new Forecast(4, false, List.of(0), List.of(), Normalization.NONE);

        var result = new Trainer()
                .train(
                        new Architecture(
                                new Rocket(84, 0, 3, LinearClassifier.RIDGE),
                                new Values(List.of(Standard.NONE), ValueLoss.SQUARED, Optional.of(forecast))),
                        PreprocessingRule.NONE,
                        OPTIONS,
                        windows,
                        Optional.empty(),
                        TrainingListener.NONE);

        assertThat(result.network().parameterCount()).isEqualTo(3 * 84 + 4 * 85);
        assertThat(result.history().get(0).accuracy()).isGreaterThan(0.9);
    }

    @Test
    void a_step_ahead_that_is_never_known_is_refused() {
        var numbers = new double[6 * training.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 6 == 3 ? Double.NaN : training.values().get(i / 6, 0);
        }
        var windows = new LabelledSequences(
                training.sequences(), TargetValues.of(6, numbers), LabelDomain.of("demand", "price"));
        var forecast = new Forecast(3, false, List.of(0, 1), List.of(), Normalization.NONE);
        var head = new Values(List.of(Standard.NONE, Standard.NONE), ValueLoss.SQUARED, Optional.of(forecast));

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(new Rocket(84, 0, 3, LinearClassifier.RIDGE), head),
                                PreprocessingRule.NONE,
                                OPTIONS,
                                windows,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The target 'price' has no value 2 steps ahead in any training sequence, or nothing to "
                        + "relate it to. Shorten the forecast horizon, or add sequences that have one.");
    }

    @Test
    void other_losses_and_logistic_regression_are_refused() {
        assertThatThrownBy(() -> fit(LinearClassifier.RIDGE, values(new Huber(1)), OPTIONS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "MiniRocket predicts numeric values by ridge regression, which minimizes the squared error, "
                                + "not the loss 'Huber loss, delta 1.0'. Select the squared error.");
        assertThatThrownBy(() -> fit(LinearClassifier.LOGISTIC, values(ValueLoss.SQUARED), OPTIONS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket predicts numeric values by ridge regression; logistic regression predicts "
                        + "classes. Select the ridge classifier or the automatic choice.");
    }
}
