package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.Evaluation;

/** A small network and data that it learns at once. */
abstract class SmallTraining {
    static final SequenceShape SHAPE = new SequenceShape(6, 4);
    static final Recurrent SMALL = new Recurrent(Cell.LSTM, 2, 12, 0, 1);
    static final TrainingOptions SHORT = TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2);

    final LabelledSequences training = ToySequences.learnable(150, SHAPE, 4, 1);
    final LabelledSequences validation = ToySequences.learnable(60, SHAPE, 4, 2);

    /** Labels that contradict the training data: the better it is learned, the higher the validation loss. */
    LabelledSequences contradicting() {
        return new LabelledSequences(
                validation.sequences(),
                IntStream.range(0, validation.size())
                        .map(n -> (validation.label(n) + 1) % 4)
                        .toArray(),
                validation.domain());
    }

    TrainingResult train(Recurrent encoder, TrainingOptions options, LabelledSequences held) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(held),
                        TrainingListener.NONE);
    }

    /** Measures how a network that is applied does on data. */
    static Evaluation evaluation(Classifier classifier, LabelledSequences data) {
        var probabilities =
                classifier.probabilities(data.sequences(), 0, data.sequences().size(), () -> false);
        return new ClassPredictions(Classes.of(data.domain()), probabilities, data).evaluation(Weights.EQUAL);
    }

    /** Everything but times and speeds is the same to the bit. */
    static void assertSame(TrainingResult actual, TrainingResult expected) {
        assertSameNetwork(actual, expected);
        assertThat(figures(actual)).isEqualTo(figures(expected));
    }

    /** Likewise, but losses of epochs, whose parts are summed in other groups. */
    static void assertSameButSums(TrainingResult actual, TrainingResult expected) {
        assertSameNetwork(actual, expected);
        assertThat(actual.history()).hasSameSizeAs(expected.history());
        for (int i = 0; i < expected.history().size(); i++) {
            var epoch = actual.history().get(i);
            var other = expected.history().get(i);
            assertThat(epoch.loss()).isCloseTo(other.loss(), within(1e-12));
            assertThat(epoch.accuracy()).isCloseTo(other.accuracy(), within(1e-12));
            assertThat(epoch.validation()).isEqualTo(other.validation());
        }
    }

    private static void assertSameNetwork(TrainingResult actual, TrainingResult expected) {
        assertThat(Arrays.equals(
                        actual.network().parameters(), expected.network().parameters()))
                .isTrue();
        assertThat(Arrays.equals(
                        actual.network().updaterState(), expected.network().updaterState()))
                .isTrue();
    }

    private static List<List<Object>> figures(TrainingResult result) {
        return result.history().stream()
                .map(epoch -> List.<Object>of(epoch.accuracy(), epoch.loss(), epoch.validation()))
                .toList();
    }
}
