package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class RaggedTrainingTest extends SmallTraining {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void sequences_of_different_lengths_are_learned(double dropout) {
        var ragged = ToySequences.learnableOfAnyLength(150, 12, 4, 4, 1);
        var held = ToySequences.learnableOfAnyLength(60, 20, 4, 4, 2);
        var encoder = new Recurrent(Cell.LSTM, 2, 12, dropout, 1);
        var options = SHORT.withEpochs(20);
        var result = new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(ragged.domain())),
                        PreprocessingRule.NONE,
                        options,
                        ragged,
                        Optional.of(held),
                        TrainingListener.NONE);
        var again = new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(ragged.domain())),
                        PreprocessingRule.NONE,
                        options,
                        ragged,
                        Optional.of(held),
                        TrainingListener.NONE);

        assertThat(result.network().inputShape()).isEqualTo(SequenceShape.ofAnyLength(4));
        assertThat(result.history().get(19).validation().orElseThrow().accuracy())
                .isGreaterThan(0.8);
        assertSame(again, result);
        try (var classifier = Classifier.of(result.network(), 1000, 2)) {
            assertThat(evaluation(classifier, held))
                    .isEqualTo(result.history().get(19).validation().orElseThrow());
        }
    }

    @Test
    void the_number_of_threads_does_not_change_a_bit_for_different_lengths_either() {
        var ragged = ToySequences.learnableOfAnyLength(150, 40, 4, 4, 1);
        var options = SHORT.withBatchSize(100).withEpochs(2);
        var one = train(ragged, options.withThreads(1));

        assertSame(train(ragged, options.withThreads(2)), one);
        assertSame(train(ragged, options.withThreads(5)), one);
    }

    @Test
    void equal_lengths_are_learned_the_same_whether_or_not_they_had_to_be_equal() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(4), InputForm.SEQUENCES, "");
        for (int n = 0; n < training.size(); n++) {
            packer.add(tensor(training.sequences(), n));
        }
        var same = train(new LabelledSequences(packer.build(), training.labels(), training.domain()), SHORT);

        assertSame(same, train(training, SHORT));
        assertThat(train(training, SHORT).network().inputShape()).isEqualTo(SHAPE);
    }

    @Test
    void a_network_insists_on_a_length_only_if_one_was_stated() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(4), InputForm.SEQUENCES, "");
        for (int n = 0; n < training.size(); n++) {
            packer.add(tensor(training.sequences(), n));
        }
        var equal = new LabelledSequences(packer.build(), training.labels(), training.domain());

        var network = train(equal, SHORT).network();

        assertThat(equal.sequences().shape()).isEqualTo(SHAPE);
        assertThat(network.inputShape()).isEqualTo(SequenceShape.ofAnyLength(4));
        var longer = Sequences.packer(SequenceShape.ofAnyLength(4), InputForm.SEQUENCES, "")
                .add(Tensor.ofFloats(Shape.of(SHAPE.timeSteps() + 1, 4), new float[4 * SHAPE.timeSteps() + 4]))
                .build();
        try (var classifier = Classifier.of(network)) {
            assertThat(classifier.probabilities(longer, 0, longer.size(), () -> false))
                    .hasSize(training.domain().size());
        }
    }

    @Test
    void the_order_within_a_mini_batch_of_different_lengths_does_not_matter() {
        var ragged = ToySequences.learnableOfAnyLength(40, 15, 4, 4, 5);
        var options = SHORT.withBatchSize(40)
                .withEpochs(3)
                .withUpdater(Updater.SGD, 0.1)
                .withShuffle(false);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(4), InputForm.SEQUENCES, "");
        var labels = new int[40];
        for (int n = 0; n < 40; n++) {
            packer.add(tensor(ragged.sequences(), 39 - n));
            labels[n] = ragged.label(39 - n);
        }
        var reversed = new LabelledSequences(packer.build(), labels, ragged.domain());

        assertThat(train(reversed, options).network().parameters())
                .containsExactly(train(ragged, options).network().parameters(), within(1e-6f));
    }

    private static Tensor tensor(Sequences sequences, int index) {
        var shape = Shape.of(sequences.timeSteps(index), sequences.shape().features());
        var values = new float[(int) shape.elements()];
        sequences.copyTo(index, values, 0);
        return Tensor.ofFloats(shape, values);
    }

    private static TrainingResult train(LabelledSequences data, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(data.domain())),
                        PreprocessingRule.NONE,
                        options,
                        data,
                        Optional.empty(),
                        TrainingListener.NONE);
    }
}
