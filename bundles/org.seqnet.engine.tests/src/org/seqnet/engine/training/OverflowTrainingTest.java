package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** What training does with sequences for which numbers grow too large, such as a raster's mark of missing data. */
class OverflowTrainingTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 6);
    private static final Encoder CONVOLUTIONAL =
            new Convolutional(1, List.of(new ConvolutionBlock(4, 3, 1, 2, false, 0)), 8, 0);
    private static final Encoder NORMALIZED =
            new Convolutional(1, List.of(new ConvolutionBlock(4, 3, 1, 2, true, 0)), 8, 0);
    private static final Encoder RECTIFIED = new Recurrent(Cell.RNN_RELU, 1, 8, 0, 0);
    private static final TrainingOptions SHORT =
            TrainingOptions.defaults().withEpochs(3).withBatchSize(10).withUpdater(Updater.ADAM, 0.003);
    private static final String FAULT =
            "(, mini-batch \\d: the loss|: a parameter) became NaN\\. The training sequences contain values "
                    + "such as -3\\.4028235E38\\. Remove or replace them if they represent missing "
                    + "data; otherwise scale the input to \\[0, 1\\]\\.";

    private final LabelledSequences sound = ToySequences.learnable(40, SHAPE, 2, 1);
    private final List<List<Integer>> undecided = new ArrayList<>();

    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void undecided(int epoch, int[] validationSequences) {
            assertThat(epoch).isEqualTo(undecided.size() + 1);
            undecided.add(Arrays.stream(validationSequences).boxed().toList());
        }
    };

    @Test
    void validation_sequences_without_a_finite_prediction_are_told_and_wrong_whatever_their_label() {
        for (var encoder : List.of(CONVOLUTIONAL, NORMALIZED, RECTIFIED)) {
            undecided.clear();
            var whole = train(encoder, sound, sound, SHORT);
            assertThat(undecided).isEmpty();
            var holed = train(encoder, sound, withHoles(0, 1, 39), SHORT);

            assertThat(undecided).hasSize(3).containsOnly(List.of(0, 1, 39));
            for (int epoch = 0; epoch < 3; epoch++) {
                var before = whole.history().get(epoch).validation().orElseThrow();
                var after = holed.history().get(epoch).validation().orElseThrow();
                assertThat(after.accuracy()).isBetween(before.accuracy() - 3.01 / 40, 37 / 40.0);
                assertThat(after.loss()).isFinite().isGreaterThan(3 * 80 / 40.0);
            }
            assertThat(holed.network().parameters()).isEqualTo(whole.network().parameters());
        }
    }

    @Test
    void early_stopping_still_tells_epochs_apart() {
        var options = SHORT.withEpochs(5).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 5, 0));

        var whole = train(CONVOLUTIONAL, sound, sound, options);
        var holed = train(CONVOLUTIONAL, sound, withHoles(7), options);

        assertThat(whole.bestEpoch()).isEqualTo(5);
        assertThat(holed.bestEpoch()).isEqualTo(5);
    }

    @Test
    void training_sequences_that_stand_for_missing_data_are_named_as_the_cause() {
        for (var encoder : List.of(CONVOLUTIONAL, NORMALIZED, RECTIFIED)) {
            assertThatThrownBy(() -> train(encoder, withHoles(25), sound, SHORT))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessageMatching("Training failed in epoch 1" + FAULT);
        }
    }

    @Test
    void a_gradient_that_is_too_large_to_be_squared_ends_training_too() {
        // a saturated cell keeps its parameters finite, but Adam's mean of squares is infinite and stops learning
        var values = new float[][] {{1, 2}, {-Float.MAX_VALUE, Float.MAX_VALUE}, {Float.MAX_VALUE, 0}, {2, 1}};
        var packer = Sequences.packer(new SequenceShape(2, 1), InputForm.SEQUENCES, "");
        for (var sequence : values) {
            packer.add(Tensor.ofFloats(Shape.of(2, 1), sequence));
        }
        var data = new LabelledSequences(packer.build(), new int[] {1, 0, 1, 0}, LabelDomain.of("falling", "rising"));

        assertThatThrownBy(() -> train(new Recurrent(Cell.LSTM, 1, 4, 0, 0), data, data, SHORT))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Training failed in epoch 1: the optimizer state became Infinity. The training "
                        + "sequences contain values such as -3.4028235E38. Remove or replace them if "
                        + "they represent missing data; otherwise scale the input to [0, 1].");
    }

    @Test
    void training_on_is_no_different() {
        var network = train(CONVOLUTIONAL, sound, sound, SHORT).network();

        assertThatThrownBy(() ->
                        new Trainer().resume(network, CONVOLUTIONAL, SHORT, withHoles(3), Optional.of(sound), listener))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching("Training failed in epoch 4" + FAULT);
    }

    @Test
    void labels_are_of_the_type_that_they_were_learned_from_last() {
        var whole = new LabelDomain(sound.domain().names(), LabelType.INTEGER);
        var typed = new LabelledSequences(sound.sequences(), sound.labels(), whole);

        var fresh = new Trainer()
                .train(
                        new Architecture(CONVOLUTIONAL, Classes.of(typed.domain())),
                        PreprocessingRule.NONE,
                        SHORT,
                        typed,
                        Optional.of(sound),
                        listener)
                .network();
        var resumed = new Trainer()
                .resume(fresh, CONVOLUTIONAL, SHORT, sound, Optional.of(typed), listener)
                .network();

        assertThat(fresh.labels()).isEqualTo(whole);
        assertThat(resumed.labels()).isEqualTo(sound.domain());
        assertThat(resumed.labels().type()).isEqualTo(LabelType.TEXT);
    }

    private TrainingResult train(
            Encoder encoder, LabelledSequences training, LabelledSequences validation, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        listener);
    }

    private LabelledSequences withHoles(int... holes) {
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "");
        for (int n = 0; n < sound.size(); n++) {
            int number = n;
            var values = new float[SHAPE.values()];
            sound.sequences().copyTo(n, values, 0);
            if (Arrays.stream(holes).anyMatch(hole -> hole == number)) {
                Arrays.fill(values, -Float.MAX_VALUE);
            }
            packer.add(Tensor.ofFloats(Shape.of(SHAPE.timeSteps(), SHAPE.features()), values));
        }
        return new LabelledSequences(packer.build(), sound.labels(), sound.domain());
    }
}
