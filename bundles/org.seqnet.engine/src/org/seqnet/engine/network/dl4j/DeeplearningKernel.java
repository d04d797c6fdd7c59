package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Outcome;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Computes a network layer by layer by Deeplearning4j itself: the kernel of graphics cards, and the judge of others.
 * Loss, hits and dropout are ours.
 */
final class DeeplearningKernel implements NetworkKernel {
    private final INDArray parameters;
    private final MultiLayerNetwork network;
    private final int features;
    private final Optional<ImageShape> images;
    private final int outputs;
    private final CrossEntropy loss;
    private final InputArrays inputs = new InputArrays();
    private final InputArrays masks = new InputArrays();
    private final InputArrays labels = new InputArrays();
    private final List<SeededDropout> dropout;
    private float[] targets = new float[0];
    private float[] staged = new float[0];
    private float[] arranged = new float[0];
    private float[] present = new float[0];

    DeeplearningKernel(Architecture architecture, SequenceShape input) {
        this.parameters = Nd4j.create(DataType.FLOAT, architecture.parameterCount(input));
        this.network = new MultiLayerNetwork(Configurations.of(architecture, input, new NoOp(), 0, DataType.FLOAT));
        network.init(parameters, false);
        this.features = input.features();
        this.images = architecture
                .encoder()
                .fold(
                        recurrent -> Optional.empty(),
                        convolutional -> Optional.of(convolutional.images(input).get(0)),
                        temporal -> Optional.empty(),
                        composition -> Optional.empty(),
                        rocket -> Optional.empty());
        this.outputs = architecture.head().outputs();
        this.dropout = seededDropout(network);
        this.loss = architecture
                .head()
                .fold(
                        classes -> new ClassCrossEntropy(),
                        independent -> new LabelCrossEntropy(),
                        path -> none(),
                        values -> none(),
                        steps -> none());
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(loss);
    }

    private static CrossEntropy none() {
        throw new IllegalArgumentException("Deeplearning4j has no such network.");
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

    @Override
    public int parameterCount() {
        return Math.toIntExact(parameters.length());
    }

    @Override
    public void load(float[] values) {
        requireAll(values);
        FloatArrays.put(values, parameters, parameterCount());
    }

    @Override
    @SuppressWarnings("try") // The scope is opened for its effect on this thread, and never asked anything.
    public Outcome differentiate(float[] values, MiniBatch batch, SeedStream drawn, float[] gradients) {
        batch.require(features);
        load(values);
        dropout.forEach(layer -> layer.draw(drawn));
        loss.teach(batch.targets());
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            network.setInput(input(batch.values(), batch.timeSteps(), batch.size()));
            network.setLabels(labels.filled(targets(batch.targets().labels(), batch.size()), batch.size(), outputs));
            network.computeGradientAndScore();
        }
        FloatArrays.get(network.getFlattenedGradients(), gradients, gradients.length);
        return new Outcome(loss.lossSum(), loss.correct());
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
        int needed = Math.multiplyExact(count, image.values());
        if (arranged.length < needed) {
            arranged = new float[needed];
        }
        for (int n = 0; n < count; n++) {
            image.channelsFirst(values, n * image.values(), arranged, n * image.values());
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

    /** Returns a one for each label that a sequence has, N x K. */
    private float[] targets(LabelSets actual, int count) {
        if (targets.length < count * outputs) {
            targets = new float[count * outputs];
        }
        Arrays.fill(targets, 0);
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < actual.count(n); i++) {
                targets[n * outputs + actual.label(n, i)] = 1;
            }
        }
        return targets;
    }

    @Override
    @SuppressWarnings("try") // As above.
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        float[] values = read(source, timeSteps, count);
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                var output = network.output(input(values, timeSteps, count), false)) {
            var rows = output.ordering() == 'c' && !output.isView() ? output : output.dup('c');
            FloatArrays.get(rows, target, offset, count * outputs);
        }
    }

    private float[] read(SequenceSource source, int[] timeSteps, int count) {
        int steps = Arrays.stream(timeSteps, 0, count).reduce(0, Math::addExact);
        int needed = Math.multiplyExact(steps, features);
        if (staged.length < needed) {
            staged = new float[needed];
        }
        int at = 0;
        for (int i = 0; i < count; i++) {
            source.copyTo(i, staged, at);
            at += timeSteps[i] * features;
        }
        return staged;
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
        if (network.getFlattenedGradients() != null) {
            network.getFlattenedGradients().close();
        }
        parameters.close();
    }
}
