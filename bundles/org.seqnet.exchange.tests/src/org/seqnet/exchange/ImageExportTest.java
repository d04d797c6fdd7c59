package org.seqnet.exchange;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;

/** ONNX Runtime computes exported networks of images as we do. */
class ImageExportTest {

    private record Case(ImageShape image, List<ConvolutionBlock> blocks, int denseUnits, Preprocessing preprocessing) {}

    static Stream<Case> cases() {
        var plain = new ConvolutionBlock(4, 3, 1, 2, false, 0.1);
        var normalized = new ConvolutionBlock(3, 5, 2, 3, true, 0.2);
        var single = new ConvolutionBlock(1, 1, 1, 1, true, 0);
        var channels = new Preprocessing(
                FeatureScale.STANDARDIZE,
                new double[] {0.3, -0.2, 0},
                new double[] {2, 0.7, 0},
                Filling.NONE,
                new double[0],
                false);
        var bytes = new Preprocessing(
                FeatureScale.BYTES, new double[] {0}, new double[] {1 / 255f}, Filling.NONE, new double[0], false);
        var filled = new Preprocessing(
                FeatureScale.NONE, new double[0], new double[0], Filling.LINEAR, new double[] {0.5, 1, 2}, true);
        return Stream.of(
                new Case(new ImageShape(9, 7, 1), List.of(plain), 5, Preprocessing.NONE),
                new Case(new ImageShape(28, 28, 1), List.of(plain, plain), 16, bytes),
                new Case(new ImageShape(13, 17, 3), List.of(normalized, plain), 8, channels),
                new Case(new ImageShape(7, 9, 3), List.of(plain, single), 6, filled),
                new Case(new ImageShape(1, 1, 1), List.of(single), 1, Preprocessing.NONE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void images_are_predicted_alike(Case one) throws IOException {
        var image = one.image();
        var encoder = new Convolutional(image.channels(), one.blocks(), one.denseUnits(), 0.3);
        var shape = new SequenceShape(image.height(), image.width() * image.channels());
        var input = new NetworkInput(shape, Preparation.UNKNOWN, one.preprocessing());
        double missing = one.preprocessing().filling() == Filling.NONE ? 0 : 0.3;
        for (int count : new int[] {1, 5}) {
            var network = Networks.of(new Architecture(encoder, new Classes(3)), input, count);
            Alike.requireProbabilities(network, images(encoder, shape, image, count, missing));
        }
    }

    static RandomSequences images(
            Convolutional encoder, SequenceShape shape, ImageShape image, int count, double missing) {
        var random = new Random(count);
        var planes = new float[count * image.values()];
        var packer = Sequences.packer(shape, encoder.inputForm(), "").keepingMissing();
        for (int n = 0; n < count; n++) {
            var pixels = RandomSequences.values(random, image.values(), missing);
            image.channelsFirst(pixels, 0, planes, n * image.values());
            packer.add(Tensor.ofFloats(shape.toShape(), pixels));
        }
        OnnxTensor images = OnnxRuntime.floats(planes, count, image.channels(), image.height(), image.width());
        return new RandomSequences(packer.build(), Map.of("images", images));
    }
}
