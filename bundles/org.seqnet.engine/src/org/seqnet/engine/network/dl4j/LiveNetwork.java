package org.seqnet.engine.network.dl4j;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * A Deeplearning4j network in native memory, with the fastest way to run it forward and backward. One thread at a time
 * uses it, and closes it.
 *
 * <p>All its calls are made outside ND4J workspaces of the caller, and leave none behind once it is closed.
 */
public final class LiveNetwork implements AutoCloseable {
    /** Makes Deeplearning4j's own layers compute, to compare speed and results with; a system property. */
    private static final String STOCK_PROPERTY = "org.seqnet.engine.stockLayers";

    private final int classes;
    private final INDArray parameters;
    private final MultiLayerNetwork network;
    private final Passes passes;

    private LiveNetwork(
            Architecture architecture,
            SequenceShape inputShape,
            float[] parameters,
            long dropoutSeed,
            int threads,
            boolean stockLayers) {
        this.classes = architecture.head().outputs();
        this.parameters = Nd4j.createFromArray(parameters);
        this.network =
                new MultiLayerNetwork(Configurations.of(architecture, inputShape, new NoOp(), 0, DataType.FLOAT));
        network.init(this.parameters, false);
        if (stockLayers) {
            this.passes = new LayerPasses(network, architecture, inputShape, dropoutSeed);
        } else if (architecture.encoder() instanceof Convolutional convolutional) {
            this.passes =
                    new ConvolutionalPasses(this.parameters, convolutional, inputShape, classes, dropoutSeed, threads);
        } else {
            this.passes = new RecurrentPasses(
                    this.parameters,
                    (Recurrent) architecture.encoder(),
                    inputShape.features(),
                    classes,
                    dropoutSeed,
                    threads);
        }
    }

    /** Builds a network to apply, with the given parameters, which are copied. */
    public static LiveNetwork of(Architecture architecture, SequenceShape inputShape, float[] parameters, int threads) {
        // What is never trained drops nothing, so that nothing is made ready for it.
        return toTrain(architecture.undropped(), inputShape, parameters, 0, threads);
    }

    /** Builds a network to train, with the given parameters, which are copied. */
    @SuppressWarnings("try") // The scope is opened for its effect on this thread, and never asked anything.
    public static LiveNetwork toTrain(
            Architecture architecture, SequenceShape inputShape, float[] parameters, long dropoutSeed, int threads) {
        var backend = Backend.start();
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return new LiveNetwork(
                    architecture,
                    inputShape,
                    parameters,
                    dropoutSeed,
                    backend.threads(threads),
                    backend.usesGraphicsCard() || Boolean.getBoolean(STOCK_PROPERTY));
        }
    }

    /** Starts an epoch of training, counted from 1: what it drops depends on seed and epoch alone. */
    public void beginEpoch(int epoch) {
        passes.beginEpoch(epoch);
    }

    /** Returns the number of parameters. */
    public int parameterCount() {
        return Math.toIntExact(parameters.length());
    }

    /** Returns the parameters, which steps change in place. */
    public INDArray parameters() {
        return parameters;
    }

    /** Returns the gradients' array: after {@link #differentiate} the sums over the mini-batch. */
    public INDArray gradients() {
        return passes.gradients();
    }

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param values N sequences of T x F each, row-major, one after another; the array may be longer
     * @param timeSteps the T of each sequence, at least 1; the array may be longer
     * @param actual N class indices; the array may be longer
     * @return what the network made of it, before any step
     */
    public BatchOutcome differentiate(float[] values, int[] timeSteps, int[] actual, int count) {
        return passes.differentiate(values, timeSteps, actual, count);
    }

    /**
     * Writes class probabilities, N x K row-major.
     *
     * @param values N sequences of T x F each, row-major, one after another; the array may be longer
     * @param timeSteps the T of each sequence, at least 1; the array may be longer
     */
    public void classify(float[] values, int[] timeSteps, int count, float[] probabilities, int offset) {
        passes.takeParameters();
        passes.classify(values, timeSteps, count, probabilities, offset);
    }

    /**
     * Writes the class probabilities of {@code count} sequences from {@code first} on, count x K row-major, in batches
     * that differ by one sequence at most: a short last batch would take nearly as long as a full one.
     *
     * @param mostPerBatch the most sequences that are computed at once, where memory depends on it
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
        passes.takeParameters();
        int most = passes.batchSize(mostPerBatch);
        int batches = (int) (((long) count + most - 1) / most);
        for (int batch = 0; batch < batches; batch++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Classifying was cancelled.");
            }
            int from = (int) ((long) count * batch / batches);
            int to = (int) ((long) count * (batch + 1) / batches);
            passes.classify(sequences, first + from, to - from, probabilities, from * classes);
        }
    }

    /** Returns what its parameters are. */
    public ParameterRanges parameterRanges() {
        return ParameterRanges.of(network);
    }

    /** Returns the number of classes that it tells apart. */
    public int classes() {
        return classes;
    }

    /** Gives back workspaces that the calling thread holds; the next call makes them anew. */
    public void releaseThread() {
        // Not destroyAllWorkspacesForCurrentThread(): it also runs a full garbage collection.
        var workspaces = Nd4j.getWorkspaceManager();
        List.copyOf(workspaces.getAllWorkspacesForCurrentThread()).forEach(workspaces::destroyWorkspace);
    }

    // Not MultiLayerNetwork.close(): it collects garbage as well.
    @Override
    public void close() {
        passes.close();
        parameters.close();
        releaseThread();
    }
}
