package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.FusedLayers;
import org.seqnet.engine.kernel.LstmClassifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * A Deeplearning4j network in native memory, with the arrays that feed it. One thread at a time uses it, and closes it.
 *
 * <p>All its calls are made outside ND4J workspaces of the caller, and leave none behind once it is closed.
 */
@SuppressWarnings("try") // A scope is opened for its effect on this thread, and never asked anything.
public final class LiveNetwork implements AutoCloseable {
    /** Makes Deeplearning4j's own layers compute, to compare speed and results with; a system property. */
    private static final String STOCK_PROPERTY = "org.seqnet.engine.stockLayers";

    private final SequenceShape inputShape;
    private final int classes;
    private final INDArray parameters;
    private final MultiLayerNetwork network;
    /** Computes the whole network; null to have Deeplearning4j compute it. */
    private final LstmClassifier fusedNetwork;

    /** Computes the LSTM layers while Deeplearning4j drops values between them; null without dropout. */
    private final FusedLayers fusedLayers;

    /** Gradients that {@link #fusedNetwork} writes; null where Deeplearning4j keeps them. */
    private final INDArray gradients;

    private final CrossEntropy crossEntropy = new CrossEntropy();
    private final long dropoutSeed;
    private final List<SeededDropout> dropout;
    private final InputArrays features;
    private final InputArrays labels;
    private float[] oneHot = new float[0];
    private float[] staged = new float[0];

    private LiveNetwork(
            Architecture architecture,
            SequenceShape inputShape,
            int classes,
            float[] parameters,
            long dropoutSeed,
            int threads) {
        Backend.start().prepareThread();
        this.inputShape = inputShape;
        this.classes = classes;
        this.parameters = Nd4j.createFromArray(parameters);
        this.network = new MultiLayerNetwork(
                Configurations.of((Recurrent) architecture, inputShape, classes, new NoOp(), 0, DataType.FLOAT));
        network.init(this.parameters, false);
        this.features = new InputArrays(n -> new long[] {n, inputShape.timeSteps(), inputShape.features()});
        this.labels = new InputArrays(n -> new long[] {n, classes});
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(crossEntropy);
        this.dropoutSeed = dropoutSeed;
        this.dropout = seededDropout((Recurrent) architecture);
        boolean fused = !Boolean.getBoolean(STOCK_PROPERTY);
        this.fusedNetwork = fused ? fusedNetwork((Recurrent) architecture, threads) : null;
        this.fusedLayers = fused && !dropout.isEmpty() ? FusedLayers.attach(network, threads) : null;
        this.gradients =
                fused && dropout.isEmpty() ? Nd4j.create(DataType.FLOAT, 1, this.parameters.length()) : null;
    }

    /** Builds a network to apply, with the given parameters, which are copied. */
    public static LiveNetwork of(
            Architecture architecture, SequenceShape inputShape, int classes, float[] parameters, int threads) {
        return toTrain(architecture, inputShape, classes, parameters, 0, threads);
    }

    /** Builds a network to train, with the given parameters, which are copied. */
    public static LiveNetwork toTrain(
            Architecture architecture,
            SequenceShape inputShape,
            int classes,
            float[] parameters,
            long dropoutSeed,
            int threads) {
        Backend.start();
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return new LiveNetwork(architecture, inputShape, classes, parameters, dropoutSeed, threads);
        }
    }

    private LstmClassifier fusedNetwork(Recurrent recurrent, int threads) {
        return new LstmClassifier(
                inputShape.features(), recurrent.layers(), recurrent.hiddenUnits(), classes, threads);
    }

    private List<SeededDropout> seededDropout(Recurrent recurrent) {
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

    /** Starts an epoch of training, counted from 1: what it drops depends on seed and epoch alone. */
    public void beginEpoch(int epoch) {
        var stream = new SeedStream(dropoutSeed, Purpose.DROPOUT, epoch);
        dropout.forEach(layer -> layer.draw(stream));
    }

    /** Returns the number of parameters. */
    public int parameterCount() {
        return Math.toIntExact(network.numParams());
    }

    /** Returns the parameters, which steps change in place. */
    public INDArray parameters() {
        return parameters;
    }

    /** Returns the gradients' array: after {@link #differentiate} the sums over the mini-batch. */
    public INDArray gradients() {
        return gradients == null ? network.getFlattenedGradients() : gradients;
    }

    /** Returns the underlying network, for those who need its layers. */
    public MultiLayerNetwork network() {
        return network;
    }

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param values N x T x F row-major
     * @param actual N class indices
     * @return what the network made of it, before any step
     */
    public BatchOutcome differentiate(float[] values, int[] actual, int count) {
        if (gradients != null) {
            var outcome = fusedNetwork.differentiate(
                    FloatArrays.buffer(parameters),
                    values,
                    actual,
                    count,
                    inputShape.timeSteps(),
                    FloatArrays.buffer(gradients));
            return new BatchOutcome(outcome.lossSum(), outcome.correct());
        }
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

    /**
     * Writes class probabilities, N x K row-major.
     *
     * @param values N x T x F row-major
     */
    public void classify(float[] values, int count, float[] probabilities, int offset) {
        loadParameters();
        classifyBatch(values, count, probabilities, offset);
    }

    private void loadParameters() {
        if (fusedNetwork != null) {
            fusedNetwork.load(FloatArrays.buffer(parameters));
        }
    }

    private void classifyBatch(float[] values, int count, float[] probabilities, int offset) {
        if (fusedNetwork != null) {
            fusedNetwork.classify(values, count, inputShape.timeSteps(), probabilities, offset);
            return;
        }
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                var output = network.output(features.filled(values, count), false)) {
            var rows = output.ordering() == 'c' && !output.isView() ? output : output.dup('c');
            rows.data().asNioFloat().get(0, probabilities, offset, count * classes);
        }
    }

    /**
     * Writes the class probabilities of {@code count} sequences from {@code first} on, count x K row-major, in batches
     * that differ by one sequence at most: a short last batch would take nearly as long as a full one.
     *
     * @param mostPerBatch the most sequences that are computed at once
     * @param cancelled is asked before each batch
     * @throws CancellationException if {@code cancelled} says so
     */
    public void classify(
            Sequences sequences,
            int first,
            int count,
            int mostPerBatch,
            float[] probabilities,
            BooleanSupplier cancelled) {
        int batches = (int) (((long) count + mostPerBatch - 1) / mostPerBatch);
        int valuesPerSequence = inputShape.values();
        loadParameters();
        int largest = batches == 0 ? 0 : (count + batches - 1) / batches;
        if (staged.length < (long) largest * valuesPerSequence) {
            staged = new float[Math.multiplyExact(largest, valuesPerSequence)];
        }
        for (int batch = 0; batch < batches; batch++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Classifying was cancelled.");
            }
            int from = (int) ((long) count * batch / batches);
            int to = (int) ((long) count * (batch + 1) / batches);
            for (int i = from; i < to; i++) {
                sequences.copyTo(first + i, staged, (i - from) * valuesPerSequence);
            }
            classifyBatch(staged, to - from, probabilities, from * classes);
        }
    }

    /** Returns where weights stand among the parameters. */
    public WeightRanges weightRanges() {
        var ranges = new ArrayList<WeightRanges.Range>();
        int end = 0;
        for (var layer : network.getLayers()) {
            var setting = layer.conf().getLayer();
            for (var parameter : layer.paramTable().entrySet()) {
                int length = Math.toIntExact(parameter.getValue().length());
                if (setting.initializer().isWeightParam(setting, parameter.getKey())) {
                    ranges.add(new WeightRanges.Range(end, end + length));
                }
                end += length;
            }
        }
        return new WeightRanges(ranges, end);
    }

    /** Returns the shape of the sequences that it reads. */
    public SequenceShape inputShape() {
        return inputShape;
    }

    /** Returns the number of classes that it tells apart. */
    public int classes() {
        return classes;
    }

    /** Readies the calling thread, if it is not the one that built the network. */
    public void prepareThread() {
        Backend.start().prepareThread();
    }

    /** Gives back workspaces that the calling thread holds; the next call makes them anew. */
    public void releaseThread() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }

    // Not MultiLayerNetwork.close(): it also runs a full garbage collection.
    @Override
    public void close() {
        if (fusedLayers != null) {
            fusedLayers.close();
        }
        if (fusedNetwork != null) {
            fusedNetwork.close();
        }
        network.clear();
        features.close();
        labels.close();
        dropout.forEach(SeededDropout::close);
        parameters.close();
        if (gradients() != null) {
            gradients().close();
        }
        releaseThread();
    }
}
