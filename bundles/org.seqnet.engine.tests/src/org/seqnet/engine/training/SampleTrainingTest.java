package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.idx.Split;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Learns the real images that the repository ships. */
class SampleTrainingTest {
    @ParameterizedTest
    @EnumSource
    void a_small_network_tells_most_clothes_apart_after_four_epochs(Cell cell) throws IOException {
        learns(cell, image -> image.scaled(new Affine(1 / 255f, 0)));
    }

    @Test
    void the_same_images_saved_as_ints_are_learned_as_well() throws IOException {
        var range = DataRange.ofTypes();
        for (var pixel : new int[] {0, 255}) {
            range.add(Tensor.ofInts(Shape.of(1), new int[] {pixel}));
        }

        learns(Cell.LSTM, image -> range.scaling().apply(ints(image)));
    }

    private static Tensor ints(Tensor image) {
        var values = new int[image.size()];
        Arrays.setAll(values, i -> (int) image.value(i));
        return Tensor.ofInts(image.shape(), values);
    }

    private static void learns(Cell cell, UnaryOperator<Tensor> scaling) throws IOException {
        var options = TrainingOptions.defaults()
                .withEpochs(4)
                .withBatchSize(50)
                .withUpdater(Updater.ADAM, 0.005)
                .withGradientClipping(1)
                .withThreads(2);
        var result = new Trainer()
                .train(
                        new Architecture(
                                new Recurrent(cell, 2, 32, 0, cell.hasForgetGates() ? 1 : 0),
                                Classes.of(sample(Split.TRAIN, scaling).domain())),
                        PreprocessingRule.NONE,
                        options,
                        sample(Split.TRAIN, scaling),
                        Optional.of(sample(Split.TEST, scaling)),
                        TrainingListener.NONE);

        // A guess gives 0.1; 60,000 images and ten epochs give 0.89.
        assertThat(result.history().get(3).validation().orElseThrow().accuracy())
                .isGreaterThan(0.65);
        assertThat(result.history().get(3).loss())
                .isLessThan(0.6 * result.history().get(0).loss());
    }

    private static LabelledSequences sample(Split split, UnaryOperator<Tensor> scaling) throws IOException {
        var packer = Sequences.packer(new SequenceShape(28, 28), InputForm.SEQUENCES, "");
        var labels = new int[split == Split.TRAIN ? 2000 : 500];
        try (var reader = LabelledIdxReader.open(
                folder().resolve(split.imagesName() + ".gz"), folder().resolve(split.labelsName() + ".gz"))) {
            while (packer.size() < labels.length) {
                var image = reader.next();
                labels[packer.size()] = image.label();
                packer.add(scaling.apply(image.tensor()));
            }
        }
        return new LabelledSequences(packer.build(), labels, Toys.labels(10));
    }

    private static Path folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var sample = folder.resolve("workflows/fashion-mnist-sample/data");
            if (Files.isDirectory(sample)) {
                return sample;
            }
        }
        throw new AssertionError("workflows/fashion-mnist-sample/data is not above "
                + Path.of("").toAbsolutePath());
    }
}
