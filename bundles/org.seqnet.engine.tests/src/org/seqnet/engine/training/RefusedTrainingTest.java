package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class RefusedTrainingTest extends SmallTraining {
    @Test
    void data_that_cannot_be_learned_from_is_refused() {
        var sequences = ToySequences.learnable(3, SHAPE, 1, 1).sequences();
        var one = new LabelledSequences(sequences, new int[] {1, 1, 1}, LabelDomain.of("cat", "dog"));
        var none = new LabelledSequences(
                Sequences.packer(SHAPE, InputForm.SEQUENCES, "").build(), new int[0], Toys.labels(2));

        assertRefused(
                one,
                SHORT,
                Optional.empty(),
                "All 3 training sequences have the label 'dog'. Training requires at least two classes.");
        assertRefused(
                none,
                SHORT,
                Optional.empty(),
                "There are no training sequences. Training requires sequences of at least two classes.");
        assertRefused(
                training,
                SHORT,
                Optional.of(new LabelledSequences(none.sequences(), new int[0], training.domain())),
                "There are no validation sequences. Connect a validation table with rows, or none.");
        assertRefused(
                training,
                SHORT,
                Optional.of(ToySequences.learnable(8, new SequenceShape(6, 5), 4, 1)),
                "The validation sequences have 6 time steps x 5 features, but the training sequences have 6 "
                        + "time steps x 4 features. Reshape both in the same way.");
        assertRefused(
                training,
                SHORT,
                Optional.of(ToySequences.learnableOfAnyLength(80, 6, 4, 4, 1)),
                "The validation sequences have 1 to 6 time steps x 4 features, but the training sequences have "
                        + "6 time steps x 4 features. Reshape both in the same way.");
        assertRefused(
                training,
                SHORT,
                Optional.of(ToySequences.learnable(8, SHAPE, 3, 1)),
                "The validation labels [0, 1, 2] differ from the training labels [0, 1, 2, 3]. Both must be the "
                        + "same, in the same order.");
        assertRefused(
                training,
                SHORT.withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 1, 0)),
                Optional.empty(),
                "Early stopping requires validation data. Connect a validation table, or disable early stopping.");
    }

    @Test
    void a_network_too_large_for_any_memory_is_refused_before_it_is_built() {
        var options = SHORT;
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(
                                        new Recurrent(Cell.LSTM, 16, 8192, 0, 1), Classes.of(training.domain())),
                                PreprocessingRule.NONE,
                                options,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("LSTM, 16 layers of 8192 units for sequences of 6 time steps x 4 features would "
                        + "have 8,322,187,268 parameters; the maximum is 250,000,000. Use fewer or "
                        + "smaller layers.");
    }

    @Test
    void a_mini_batch_that_could_not_hold_the_longest_sequences_is_refused() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        packer.add(Tensor.ofUnsignedBytes(Shape.of(600_000, 1), new byte[600_000]));
        for (int n = 1; n < 1000; n++) {
            packer.add(Tensor.ofUnsignedBytes(Shape.of(2, 1), new byte[2]));
        }
        var labels = new int[1000];
        labels[1] = 1;
        var data = new LabelledSequences(packer.build(), labels, Toys.labels(2));

        assertRefused(
                data,
                SHORT.withBatchSize(1000),
                Optional.empty(),
                "Batch size: 1,000 sequences of 2 to 600000 time steps x 1 feature are too large for one "
                        + "mini-batch. Use at most 894.");
    }

    @Test
    void a_mini_batch_too_large_for_one_array_is_refused_in_our_own_words() {
        var data = ToySequences.learnable(60_000, new SequenceShape(10, 1), 2, 1);
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(new Recurrent(Cell.LSTM, 1, 1024, 0, 1), Classes.of(data.domain())),
                                PreprocessingRule.NONE,
                                SHORT.withBatchSize(60_000),
                                data,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A batch needs an array of 686400000 values; choose a smaller batch size, fewer hidden"
                        + " units or filters, or shorter sequences.");
    }

    private void assertRefused(
            LabelledSequences data, TrainingOptions options, Optional<LabelledSequences> held, String message) {
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(SMALL, Classes.of(data.domain())),
                                PreprocessingRule.NONE,
                                options,
                                data,
                                held,
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }
}
