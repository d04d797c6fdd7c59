package org.seqnet.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;

/** A network learns a wave that has jumps on days that are known before. */
class ForecastTrainingTest {
    private static final int PAST = 12;
    private static final int HORIZON = 6;

    private static double demand(int t) {
        return 500 + 40 * Math.sin(t * Math.PI / 6) + 60 * holiday(t);
    }

    private static double holiday(int t) {
        return t % 7 == 3 ? 1 : 0;
    }

    private static LabelledSequences windows(int first, int count, boolean known) {
        int steps = known ? PAST + HORIZON : PAST;
        int features = known ? 3 : 2;
        var packer = Sequences.packer(new SequenceShape(steps, features), InputForm.SEQUENCES, "");
        var targets = new double[count * HORIZON];
        for (int n = 0; n < count; n++) {
            int start = first + n;
            var window = new double[steps * features];
            for (int t = 0; t < steps; t++) {
                window[t * features] = demand(start + Math.min(t, PAST - 1));
                window[t * features + 1] = holiday(start + t);
                if (known) {
                    window[t * features + 2] = Math.max(0, t - PAST + 1);
                }
            }
            packer.add(Tensor.ofDoubles(Shape.of(steps, features), window));
            for (int step = 0; step < HORIZON; step++) {
                targets[n * HORIZON + step] = demand(start + PAST + step);
            }
        }
        return new LabelledSequences(packer.build(), TargetValues.of(HORIZON, targets), LabelDomain.of("demand"));
    }

    @ParameterizedTest
    @CsvSource({"false,true,false", "true,true,false", "false,true,true", "true,true,true", "false,false,false"})
    void forecasts_of_windows_that_come_later_are_near(boolean recursive, boolean known, boolean relative) {
        var training = windows(0, 90, known);
        var later = windows(90, 20, known);
        var forecast = new Forecast(
                HORIZON,
                recursive,
                List.of(0),
                known ? List.of(1) : List.of(),
                relative ? Normalization.WINDOW : Normalization.NONE);
        var head = Values.of(training.values(), 1, ValueLoss.SQUARED, Optional.of(forecast));
        var result = new Trainer()
                .train(
                        new Architecture(new Recurrent(Cell.GRU, 1, 24, 0, 0), head),
                        new PreprocessingRule(Optional.of(FeatureScale.STANDARDIZE), Filling.NONE, false),
                        TrainingOptions.defaults()
                                .withEpochs(60)
                                .withBatchSize(16)
                                .withUpdater(Updater.ADAM, 0.01)
                                .withThreads(2),
                        training,
                        Optional.of(later),
                        TrainingListener.NONE);

        double error = 0;
        try (var classifier = Classifier.of(result.network())) {
            var forecasts = classifier.values(later.sequences(), 0, later.size(), () -> false);
            for (int n = 0; n < later.size(); n++) {
                for (int step = 0; step < HORIZON; step++) {
                    error += Math.abs(
                            forecasts[n * HORIZON + step] - later.values().get(n, step));
                }
            }
        }
        // the values' mean distance from their mean is 32
        assertThat(error / later.size() / HORIZON).isLessThan(12);
        // the history measures what is learned at once, in the unit of the demand
        var errors =
                result.history().get(59).validation().orElseThrow().errors().orElseThrow();
        if (recursive) {
            assertThat(errors.meanAbsolute()).isLessThan(12);
        } else {
            assertThat(errors.meanAbsolute()).isCloseTo(error / later.size() / HORIZON, within(1e-3));
        }
    }

    @Test
    void an_encoder_is_not_transferred_to_windows_that_are_normalized_otherwise() {
        var data = windows(0, 12, true);
        var learned = transferable(Normalization.WINDOW, 0, data);
        var network = new Trainer()
                .train(learned, PreprocessingRule.NONE, ONE_EPOCH, data, Optional.empty(), TrainingListener.NONE)
                .network();

        assertThat(transferred(network, learned, data).network().architecture().head())
                .isInstanceOf(Values.class);
        assertThatThrownBy(() -> transferred(network, transferable(new Normalization.Season(7), 0, data), data))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The connected network learned from windows with the normalization 'mean and standard "
                        + "deviation of each window', but 'change from 7 steps before' is selected. Both must be the "
                        + "same.");
        assertThatThrownBy(() -> transferred(network, transferable(Normalization.WINDOW, 1, data), data))
                .hasMessage("The connected network learned from windows in which features [0] are normalized, but now "
                        + "features [1] would be. Forecast the same target columns.");
    }

    private static final TrainingOptions ONE_EPOCH =
            TrainingOptions.defaults().withEpochs(1).withThreads(1);

    private static Architecture transferable(Normalization normalization, int feature, LabelledSequences data) {
        var forecast = new Forecast(HORIZON, false, List.of(feature), List.of(), normalization);
        return new Architecture(
                new Recurrent(Cell.GRU, 1, 2, 0, 0),
                Values.of(data.values(), 1, ValueLoss.SQUARED, Optional.of(forecast)));
    }

    private static TrainingResult transferred(
            TrainedNetwork network, Architecture architecture, LabelledSequences data) {
        return new Trainer()
                .transfer(
                        network,
                        LearnedLayers.ALL,
                        architecture,
                        ONE_EPOCH,
                        data,
                        Optional.empty(),
                        TrainingListener.NONE);
    }
}
