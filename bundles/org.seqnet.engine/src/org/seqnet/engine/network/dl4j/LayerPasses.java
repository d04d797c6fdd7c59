package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * Runs a Deeplearning4j network layer by layer, by Deeplearning4j itself: the way on graphics cards. Loss, hits and dropout
 * are ours.
 */
final class LayerPasses implements Passes {
    private final MultiLayerNetwork network;
    private final int features;
    private final Optional<ImageShape> images;
    private final int classes;
    private final long dropoutSeed;
    private final CrossEntropy crossEntropy = new CrossEntropy();
    private final InputArrays inputs = new InputArrays();
    private final InputArrays masks = new InputArrays();
    private final InputArrays labels = new InputArrays();
    private final List<SeededDropout> dropout;
    private float[] oneHot = new float[0];
    private float[] staged = new float[0];
    private float[] arranged = new float[0];
    private float[] present = new float[0];

    LayerPasses(MultiLayerNetwork network, Architecture architecture, SequenceShape input, long dropoutSeed) {
        this.network = network;
        this.features = input.features();
        this.images = architecture.encoder() instanceof Convolutional convolutional
                ? Optional.of(convolutional.images(input).get(0))
                : Optional.empty();
        this.classes = architecture.head().outputs();
        this.dropoutSeed = dropoutSeed;
        this.dropout = seededDropout(network);
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(crossEntropy);
    }

    private static List<SeededDropout> seededDropout(MultiLayerNetwork network) {
        var layers = new ArrayList<SeededDropout>();
        for (var layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof DropoutLayer dropout) {
                var seeded = new SeededDropout(1 - ((Dropout) dropout.getIDropout()).getP());
                layers.add(seeded);
                dropout.setIDropout(seeded);
            }
        }
        return layers;
    }

    /** Makes what is dropped depend on seed and epoch alone. */
    @Override
    public void beginEpoch(int epoch) {
        var stream = new SeedStream(dropoutSeed, Purpose.DROPOUT, epoch);
        dropout.forEach(layer -> layer.draw(stream));
    }

    @Override
    @SuppressWarnings("try") // The scope is opened for its effect on this thread, and never asked anything.
    public BatchOutcome differentiate(float[] values, int[] timeSteps, int[] actual, int count) {
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            network.setInput(input(values, timeSteps, count));
            network.setLabels(labels.filled(oneHot(actual, count), count, classes));
            network.computeGradientAndScore();
            return new BatchOutcome(crossEntropy.lossSum(), crossEntropy.correct());
        }
    }

    /** Returns the mini-batch as the first layer reads it. */
    private INDArray input(float[] values, int[] timeSteps, int count) {
        return images.isPresent() ? images(images.get(), values, count) : sequences(values, timeSteps, count);
    }

    /** Returns the mini-batch, N x C x H x W. */
    private INDArray images(ImageShape image, float[] values, int count) {
        if (image.channels() == 1) {
            return inputs.filled(values, count, 1, image.height(), image.width());
        }
        int pixels = image.height() * image.width();
        int needed = Math.multiplyExact(count, image.values());
        if (arranged.length < needed) {
            arranged = new float[needed];
        }
        for (int n = 0, k = 0; n < count; n++) {
            for (int c = 0; c < image.channels(); c++) {
                for (int pixel = 0; pixel < pixels; pixel++, k++) {
                    arranged[k] = values[(n * pixels + pixel) * image.channels() + c];
                }
            }
        }
        return inputs.filled(arranged, count, image.channels(), image.height(), image.width());
    }

    /** Returns the mini-batch, N x T x F for the T of the longest, and tells the layers what of it is padding. */
    private INDArray sequences(float[] values, int[] timeSteps, int count) {
        var lengths = Arrays.stream(timeSteps, 0, count).summaryStatistics();
        int longest = lengths.getMax();
        network.clearLayerMaskArrays();
        if (lengths.getMin() == longest) {
            return inputs.filled(values, count, longest, features);
        }
        pad(values, timeSteps, count, longest);
        network.setLayerMaskArrays(masks.filled(present, count, longest), null);
        for (var layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof DropoutLayer) {
                // Deeplearning4j M2.1 would multiply N x T x H by a mask of N x T as if it were a column; what comes
                // in is zero there anyway.
                layer.setMaskArray(null);
            }
        }
        return inputs.filled(arranged, count, longest, features);
    }

    private void pad(float[] values, int[] timeSteps, int count, int longest) {
        int steps = Math.multiplyExact(count, longest);
        if (present.length < steps) {
            present = new float[steps];
            arranged = new float[Math.multiplyExact(steps, features)];
        }
        Arrays.fill(present, 0, steps, 0);
        Arrays.fill(arranged, 0, steps * features, 0);
        int at = 0;
        for (int n = 0; n < count; n++) {
            Arrays.fill(present, n * longest, n * longest + timeSteps[n], 1);
            System.arraycopy(values, at, arranged, n * longest * features, timeSteps[n] * features);
            at += timeSteps[n] * features;
        }
    }

    private float[] oneHot(int[] actual, int count) {
        if (oneHot.length < count * classes) {
            oneHot = new float[count * classes];
        }
        Arrays.fill(oneHot, 0);
        for (int i = 0; i < count; i++) {
            oneHot[i * classes + actual[i]] = 1;
        }
        return oneHot;
    }

    @Override
    public INDArray gradients() {
        return network.getFlattenedGradients();
    }

    @Override
    public void takeParameters() {
        // Layers look at the parameters themselves.
    }

    @Override
    @SuppressWarnings("try") // As above.
    public void classify(float[] values, int[] timeSteps, int count, float[] probabilities, int offset) {
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                var output = network.output(input(values, timeSteps, count), false)) {
            var rows = output.ordering() == 'c' && !output.isView() ? output : output.dup('c');
            FloatArrays.get(rows, probabilities, offset, count * classes);
        }
    }

    @Override
    public void classify(Sequences sequences, int first, int count, float[] probabilities, int offset) {
        int[] timeSteps = sequences.timeSteps(first, count);
        int needed = Math.multiplyExact(Arrays.stream(timeSteps).reduce(0, Math::addExact), features);
        if (staged.length < needed) {
            staged = new float[needed];
        }
        int at = 0;
        for (int i = 0; i < count; i++) {
            sequences.copyTo(first + i, staged, at);
            at += timeSteps[i] * features;
        }
        classify(staged, timeSteps, count, probabilities, offset);
    }

    @Override
    public int batchSize(int asked) {
        return asked;
    }

    @Override
    public void close() {
        network.clear();
        inputs.close();
        masks.close();
        labels.close();
        dropout.forEach(SeededDropout::close);
        if (gradients() != null) {
            gradients().close();
        }
    }
}
