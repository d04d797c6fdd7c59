package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.Cutout;
import org.seqnet.engine.augmentation.FeatureScaling;
import org.seqnet.engine.augmentation.HorizontalFlip;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.augmentation.Shift;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.augmentation.VerticalFlip;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;

class AugmentedTrainingTest extends SmallTraining {
    private static final TrainingOptions SEQUENCES = SHORT.withAugmentation(
            Augmentation.of(new Crop(0.9), new TimeWarp(0.2), new FeatureScaling(0.1), new Jitter(0.05)));
    private static final TrainingOptions IMAGES = SHORT.withAugmentation(Augmentation.of(
            new HorizontalFlip(0.5), new VerticalFlip(0.5), new Rotation(10), new Shift(1), new Cutout(2)));
    private static final Convolutional CNN =
            new Convolutional(1, List.of(new ConvolutionBlock(6, 3, 1, 1, false, 0.1)), 12, 0);

    @Test
    void any_number_of_threads_gives_the_same_bits_and_another_seed_others() {
        var recurrent = trained(SMALL, SEQUENCES.withThreads(1), training);
        var convolutional = trained(CNN, IMAGES.withThreads(1), training);

        for (int threads : new int[] {2, 5}) {
            assertSame(trained(SMALL, SEQUENCES.withThreads(threads), training), recurrent);
            assertSame(trained(CNN, IMAGES.withThreads(threads), training), convolutional);
        }
        assertThat(trained(SMALL, SHORT, training).network().parameters())
                .isNotEqualTo(recurrent.network().parameters());
        assertThat(trained(CNN, SHORT, training).network().parameters())
                .isNotEqualTo(convolutional.network().parameters());
    }

    @Test
    void one_epoch_and_two_more_are_three_epochs_to_the_last_bit() throws IOException {
        var options = SEQUENCES.withAverageWeights(false);
        var atOnce = trained(SMALL, options, training);

        var first = trained(SMALL, options.withEpochs(1), training);
        var resumed = new Trainer()
                .resume(
                        writtenAndRead(first),
                        SMALL,
                        options.withEpochs(2),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        assertSame(resumed, atOnce);
    }

    @Test
    void sequences_of_any_length_are_augmented_each_by_itself() {
        assertSame(ragged(1), ragged(2));
    }

    private static TrainingResult ragged(int threads) {
        var data = ToySequences.learnableOfAnyLength(90, 9, 4, 4, 1);
        var architecture = new Architecture(SMALL, new Classes(4));
        return new Trainer()
                .train(
                        architecture,
                        PreprocessingRule.NONE,
                        SEQUENCES.withThreads(threads),
                        data,
                        Optional.empty(),
                        TrainingListener.NONE);
    }

    @Test
    void validation_and_prediction_see_the_sequences_as_they_are() {
        var before = values(training);
        var result = trained(SMALL, SEQUENCES, training);

        try (var classifier = Classifier.of(result.network())) {
            assertThat(evaluation(classifier, validation))
                    .isEqualTo(result.history().get(2).validation().orElseThrow());
        }
        assertThat(values(training)).isEqualTo(before);
    }

    /** All that is known of these sequences is where values are missing: elsewhere they are 0, whatever the factor. */
    @Test
    void masks_of_missing_values_are_not_scaled() {
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "").keepingMissing();
        var labels = new int[80];
        for (int n = 0; n < 80; n++) {
            int label = n % 4;
            labels[n] = label;
            packer.add(Tensor.ofFloats(Shape.of(6, 4), i -> i % 4 == label ? Float.NaN : 0));
        }
        var data = new LabelledSequences(packer.build(), labels, Toys.labels(4));
        var masked = new PreprocessingRule(Optional.of(FeatureScale.NONE), Filling.TRAINING_MEAN, true);
        var scaled = SHORT.withAugmentation(Augmentation.of(new FeatureScaling(1)));

        assertSame(trained(masked, scaled, data), trained(masked, SHORT, data));
    }

    private static TrainingResult trained(PreprocessingRule rule, TrainingOptions options, LabelledSequences data) {
        return new Trainer()
                .train(
                        new Architecture(SMALL, new Classes(4)),
                        rule,
                        options,
                        data,
                        Optional.empty(),
                        TrainingListener.NONE);
    }

    @Test
    void an_augmentation_that_does_not_fit_the_network_is_refused() {
        assertThatThrownBy(() -> trained(CNN, SEQUENCES, training))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Crop is an augmentation of sequences, but CNN, filters 6 of 3 x 3, 12 dense units reads "
                        + "images. Disable it.");
    }

    @Test
    void shifts_teach_a_network_shapes_where_it_has_seen_none() {
        var centered = bars(160, 0, 1);
        var anywhere = bars(400, 2, 2);
        var options = SHORT.withEpochs(30);

        double plain = accuracy(options, centered, anywhere);
        double shifted = accuracy(options.withAugmentation(Augmentation.of(new Shift(2))), centered, anywhere);

        assertThat(plain).isLessThan(0.6);
        assertThat(shifted).isGreaterThan(0.95);
    }

    /** Returns noisy images of bars: lying, standing and along both diagonals, up to some pixels off the center. */
    private static LabelledSequences bars(int count, int farthest, long seed) {
        var random = new SeedStream(seed, Purpose.SCENES);
        var packer = Sequences.packer(new SequenceShape(9, 9), InputForm.SEQUENCES, "");
        var labels = new int[count];
        int[][] steps = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};
        for (int n = 0; n < count; n++) {
            labels[n] = n % 4;
            var values = new float[81];
            for (int i = 0; i < 81; i++) {
                values[i] = (float) (0.3 * random.nextDouble());
            }
            int row = 4 + random.nextInt(2 * farthest + 1) - farthest;
            int column = 4 + random.nextInt(2 * farthest + 1) - farthest;
            for (int i = -1; i <= 1; i++) {
                values[9 * (row + i * steps[n % 4][0]) + column + i * steps[n % 4][1]] += 0.7f;
            }
            packer.add(Tensor.ofFloats(Shape.of(9, 9), values));
        }
        return new LabelledSequences(packer.build(), labels, Toys.labels(4));
    }

    private double accuracy(TrainingOptions options, LabelledSequences learned, LabelledSequences test) {
        var result = new Trainer()
                .train(
                        new Architecture(CNN, new Classes(4)),
                        PreprocessingRule.NONE,
                        options,
                        learned,
                        Optional.of(test),
                        TrainingListener.NONE);
        return result.history()
                .get(options.epochs() - 1)
                .validation()
                .orElseThrow()
                .accuracy();
    }

    private TrainingResult trained(Encoder encoder, TrainingOptions options, LabelledSequences data) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(data.domain())),
                        PreprocessingRule.NONE,
                        options,
                        data,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    private static TrainedNetwork writtenAndRead(TrainingResult result) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(result.network(), bytes);
        return ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "network");
    }

    private static float[] values(LabelledSequences data) {
        var values = new float[data.size() * SHAPE.values()];
        for (int n = 0; n < data.size(); n++) {
            data.sequences().copyTo(n, values, n * SHAPE.values());
        }
        return values;
    }
}
