package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.kernel.FusedLayers;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * Runs a Deeplearning4j network layer by layer, by Deeplearning4j itself; its LSTM layers may be fused ones. Loss, hits
 * and dropout are ours.
 */
final class LayerPasses implements Passes {
    private final MultiLayerNetwork network;
    private final int classes;
    private final long dropoutSeed;
    private final CrossEntropy crossEntropy = new CrossEntropy();
    private final InputArrays features;
    private final InputArrays labels;
    private final List<SeededDropout> dropout;
    private final FusedLayers fusedLayers;
    private float[] oneHot = new float[0];
    private float[] staged = new float[0];

    private LayerPasses(
            MultiLayerNetwork network,
            Recurrent recurrent,
            SequenceShape inputShape,
            int classes,
            long dropoutSeed,
            FusedLayers fusedLayers) {
        this.network = network;
        this.classes = classes;
        this.dropoutSeed = dropoutSeed;
        this.features = new InputArrays(n -> new long[] {n, inputShape.timeSteps(), inputShape.features()});
        this.labels = new InputArrays(n -> new long[] {n, classes});
        this.dropout = seededDropout(network, recurrent, inputShape);
        this.fusedLayers = fusedLayers;
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(crossEntropy);
    }

    /** Runs LSTM layers by our kernels. */
    static LayerPasses fused(
            MultiLayerNetwork network,
            Recurrent recurrent,
            SequenceShape inputShape,
            int classes,
            long dropoutSeed,
            int threads) {
        var layers = FusedLayers.attach(network, threads);
        return new LayerPasses(network, recurrent, inputShape, classes, dropoutSeed, layers);
    }

    /** Runs LSTM layers by Deeplearning4j's own implementation. */
    static LayerPasses stock(
            MultiLayerNetwork network, Recurrent recurrent, SequenceShape inputShape, int classes, long dropoutSeed) {
        return new LayerPasses(network, recurrent, inputShape, classes, dropoutSeed, null);
    }

    private static List<SeededDropout> seededDropout(
            MultiLayerNetwork network, Recurrent recurrent, SequenceShape inputShape) {
        var layers = new ArrayList<SeededDropout>();
        int units = recurrent.hiddenUnits();
        int last = network.getnLayers() - 2;
        for (int i = 0; i <= last; i++) {
            if (network.getLayer(i).conf().getLayer() instanceof DropoutLayer layer) {
                // The last one follows the last time step: N x H; the others N x T x H.
                var masks = new InputArrays(
                        i == last ? n -> new long[] {n, units} : n -> new long[] {n, inputShape.timeSteps(), units});
                var seeded = new SeededDropout(recurrent.dropout(), masks);
                layers.add(seeded);
                layer.setIDropout(seeded);
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
    public BatchOutcome differentiate(float[] values, int[] actual, int count) {
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            network.setInput(features.filled(values, count));
            network.setLabels(labels.filled(oneHot(actual, count), count));
            network.computeGradientAndScore();
            return new BatchOutcome(crossEntropy.lossSum(), crossEntropy.correct());
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
    public void classify(float[] values, int count, float[] probabilities, int offset) {
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                var output = network.output(features.filled(values, count), false)) {
            var rows = output.ordering() == 'c' && !output.isView() ? output : output.dup('c');
            rows.data().asNioFloat().get(0, probabilities, offset, count * classes);
        }
    }

    @Override
    public void classify(Sequences sequences, int first, int count, float[] probabilities, int offset) {
        int valuesPerSequence = sequences.shape().values();
        if (staged.length < (long) count * valuesPerSequence) {
            staged = new float[Math.multiplyExact(count, valuesPerSequence)];
        }
        for (int i = 0; i < count; i++) {
            sequences.copyTo(first + i, staged, i * valuesPerSequence);
        }
        classify(staged, count, probabilities, offset);
    }

    @Override
    public int batchSize(int asked) {
        return asked;
    }

    @Override
    public void close() {
        if (fusedLayers != null) {
            fusedLayers.close();
        }
        network.clear();
        features.close();
        labels.close();
        dropout.forEach(SeededDropout::close);
        if (gradients() != null) {
            gradients().close();
        }
    }
}
