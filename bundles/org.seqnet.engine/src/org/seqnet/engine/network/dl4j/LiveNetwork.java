package org.seqnet.engine.network.dl4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.seqnet.engine.accelerator.Accelerator;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.kernel.ChosenPrecision;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Outcome;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.kernel.head.PathSearch;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LayerSummary;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.EpochRecord;

/**
 * A network's parameters, with the kernel that computes it on the device in use. One thread at a time uses it, and
 * closes it.
 *
 * <p>All its calls are made outside ND4J workspaces of the caller, and leave none behind once it is closed. On an
 * accelerator, no native library of the processor is used but for {@link #attention} and {@link #searching}.
 */
public final class LiveNetwork implements AutoCloseable {
    private final Architecture architecture;
    private final SequenceShape inputShape;
    private final float[] parameters;
    private final long dropoutSeed;
    private final LearnedLayers learned;
    private final int threads;
    private final Precision precision;
    private final NetworkKernel kernel;
    private final boolean isLocal;
    private Optional<LiveNetwork> attending = Optional.empty();
    private float[] gradients = new float[0];
    private SeedStream dropout;

    private LiveNetwork(
            Architecture architecture,
            SequenceShape inputShape,
            float[] parameters,
            long dropoutSeed,
            LearnedLayers learned,
            int threads,
            Precision precision,
            NetworkKernel kernel,
            boolean isLocal) {
        this.architecture = architecture;
        this.inputShape = inputShape;
        this.parameters = parameters;
        this.dropoutSeed = dropoutSeed;
        this.learned = learned;
        this.threads = threads;
        this.precision = precision;
        this.kernel = kernel;
        this.isLocal = isLocal;
        beginEpoch(1);
    }

    /**
     * Builds a network to apply, with the given parameters, which it keeps, on the processor or on ND4J's graphics
     * card, in single precision.
     */
    public static LiveNetwork of(Architecture architecture, SequenceShape inputShape, float[] parameters, int threads) {
        return of(Optional.empty(), architecture, inputShape, parameters, threads, Precision.SINGLE);
    }

    /**
     * Builds a network to apply, with the given parameters, which it keeps.
     *
     * @param accelerator what computes it; empty for the processor or ND4J's graphics card
     * @param precision what {@link #precision} gave, or single precision
     */
    public static LiveNetwork of(
            Optional<Accelerator> accelerator,
            Architecture architecture,
            SequenceShape inputShape,
            float[] parameters,
            int threads,
            Precision precision) {
        // What is never trained drops nothing, so that nothing is made ready for it.
        var undropped = architecture.undropped();
        return accelerator
                .map(device -> new LiveNetwork(
                        undropped,
                        inputShape,
                        parameters,
                        0,
                        LearnedLayers.ALL,
                        threads,
                        Precision.SINGLE,
                        device.kernel(undropped, inputShape),
                        false))
                .orElseGet(() -> toTrain(undropped, inputShape, parameters, 0, threads, LearnedLayers.ALL, precision));
    }

    /**
     * Builds a network to train, with the given parameters, which it keeps: steps change them in place.
     *
     * @param learned which layers learn, and how fast
     * @param precision what {@link #precision} gave, or single precision
     */
    public static LiveNetwork toTrain(
            Architecture architecture,
            SequenceShape inputShape,
            float[] parameters,
            long dropoutSeed,
            int threads,
            LearnedLayers learned,
            Precision precision) {
        var kernel = LocalKernel.of(architecture, inputShape, threads, learned.frozen(), precision);
        return new LiveNetwork(
                architecture, inputShape, parameters, dropoutSeed, learned, threads, precision, kernel, true);
    }

    /** Returns what such a network is computed in where no accelerator computes it; a graphics card has no choice. */
    public static ChosenPrecision precision(PrecisionChoice choice, Architecture architecture) {
        return LocalKernel.isStock(architecture) ? ChosenPrecision.SINGLE : ChosenPrecision.of(choice, architecture);
    }

    /**
     * Returns what {@code work} returns, done as the device needs it: on the processor, no library splits anything
     * among threads. The calling thread holds nothing of the network's afterwards.
     */
    public <T> T computing(Supplier<T> work) {
        if (!isLocal) {
            return work.get();
        }
        try {
            return LocalDevice.start().withOneThread(work);
        } finally {
            LocalKernel.releaseThread();
        }
    }

    /**
     * Returns what computes such a network if all of it learns, such as {@code CPU, 2 threads} or {@code CPU, 2
     * threads, mixed precision}.
     */
    public static String device(Architecture architecture, int threads, Precision precision) {
        var local = LocalDevice.start();
        return in(
                precision,
                local.usesGraphicsCard() && Configurations.has(architecture)
                        ? local.device(threads)
                        : local.processor(threads));
    }

    /** Returns what computes it, in the same words. */
    public String device() {
        return learned.frozen() == 0
                ? device(architecture, threads, precision)
                : in(precision, LocalDevice.start().processor(threads));
    }

    private static String in(Precision precision, String device) {
        return precision == Precision.MIXED ? device + EpochRecord.MIXED_PRECISION : device;
    }

    /**
     * Returns the same network with other parameters, which it keeps. Its kernel is the same: one of the two computes
     * at a time, and only this one is closed.
     */
    public LiveNetwork with(float[] others) {
        return new LiveNetwork(
                architecture, inputShape, others, dropoutSeed, learned, threads, precision, kernel, isLocal);
    }

    /** Starts an epoch of training, counted from 1: what it drops depends on seed and epoch alone. */
    public void beginEpoch(int epoch) {
        beginEpoch(epoch, 0);
    }

    /** Starts an epoch where so many sequences of it have been learned. */
    public void beginEpoch(int epoch, long sequences) {
        dropout = new SeedStream(dropoutSeed, Purpose.DROPOUT, epoch);
        dropout.skip(sequences); // one number is drawn for each
    }

    /** Returns the parameters. */
    public float[] parameters() {
        return parameters;
    }

    /** Returns the gradients: after {@link #differentiate} the sums over the mini-batch. */
    public float[] gradients() {
        return gradients;
    }

    /** Runs a mini-batch forward and backward, and returns what the network made of it, before any step. */
    public Outcome differentiate(MiniBatch batch) {
        if (gradients.length == 0) {
            gradients = new float[kernel.parameterCount()];
        }
        return kernel.differentiate(parameters, batch, dropout, gradients);
    }

    /**
     * Writes the network's outputs for {@code count} sequences from {@code first} on, as {@link NetworkKernel#predict}
     * does, in batches that differ by one sequence at most: a short last batch would take nearly as long as a full one.
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
        classify(source(sequences, first), sequences.timeSteps(first, count), mostPerBatch, probabilities, cancelled);
    }

    /**
     * Writes the network's outputs for preprocessed sequences, wherever they come from, as {@link #classify(Sequences,
     * int, int, int, float[], BooleanSupplier)} does.
     *
     * @param timeSteps the length of each sequence, as many as there are
     */
    public void classify(
            SequenceSource source,
            int[] timeSteps,
            int mostPerBatch,
            float[] probabilities,
            BooleanSupplier cancelled) {
        int[] starts = architecture.head().starts(timeSteps, timeSteps.length);
        inBatches(
                timeSteps.length,
                mostPerBatch,
                cancelled,
                (from, to) -> kernel.predict(
                        (index, target, at) -> source.copyTo(from + index, target, at),
                        Arrays.copyOfRange(timeSteps, from, to),
                        to - from,
                        probabilities,
                        starts[from]));
    }

    /**
     * Writes the outputs of one member of an ensemble, as {@link #classify} writes their mean.
     *
     * @param member the member, from 0 on
     */
    public void classifyByMember(
            int member,
            Sequences sequences,
            int first,
            int count,
            int mostPerBatch,
            float[] probabilities,
            BooleanSupplier cancelled) {
        int[] starts = architecture.head().starts(sequences.timeSteps(first, count), count);
        inBatches(
                count,
                mostPerBatch,
                cancelled,
                (from, to) -> kernel.predictMember(
                        member,
                        source(sequences, first + from),
                        sequences.timeSteps(first + from, to - from),
                        to - from,
                        probabilities,
                        starts[from]));
    }

    /**
     * Returns how much each time step of {@code count} sequences from {@code first} on counts in a network with
     * attention pooling: count x own T, in batches as {@link #classify} makes them. No accelerator is asked for that:
     * explanations alone need it.
     *
     * @param mostPerBatch the most sequences that are computed at once, where memory depends on it
     * @param cancelled is asked before each batch
     * @throws CancellationException if {@code cancelled} says so
     * @throws IllegalStateException if the network has no attention pooling
     */
    public List<float[]> attention(
            Sequences sequences, int first, int count, int mostPerBatch, BooleanSupplier cancelled) {
        if (!isLocal) {
            var processor = attending.orElseGet(() -> of(architecture, inputShape, parameters, threads));
            attending = Optional.of(processor);
            return processor.computing(() -> processor.attention(sequences, first, count, mostPerBatch, cancelled));
        }
        var weights = new ArrayList<float[]>(count);
        inBatches(count, mostPerBatch, cancelled, (from, to) -> {
            int[] timeSteps = sequences.timeSteps(first + from, to - from);
            weights.addAll(kernel.attention(source(sequences, first + from), timeSteps, to - from));
        });
        return weights;
    }

    private static SequenceSource source(Sequences sequences, int first) {
        return (index, target, at) -> sequences.copyTo(first + index, target, at);
    }

    private interface BatchAction {
        void accept(int from, int to);
    }

    private void inBatches(int count, int mostPerBatch, BooleanSupplier cancelled, BatchAction action) {
        kernel.load(parameters);
        int most = kernel.batchSize(mostPerBatch);
        int batches = (int) (((long) count + most - 1) / most);
        for (int batch = 0; batch < batches; batch++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Classification was canceled.");
            }
            int from = (int) ((long) count * batch / batches);
            int to = (int) ((long) count * (batch + 1) / batches);
            action.accept(from, to);
        }
    }

    /**
     * Returns what {@code work} returns, which searches for paths of labels by the present parameters of a network with
     * a {@link LabelPath}; that is done on the processor, whatever computes the network.
     */
    public <T> T searching(Function<PathSearch, T> work) {
        LabelPath path = architecture
                .head()
                .<Optional<LabelPath>>fold(
                        classes -> Optional.empty(),
                        independent -> Optional.empty(),
                        Optional::of,
                        values -> Optional.empty(),
                        steps -> Optional.empty())
                .orElseThrow();
        int length = Math.toIntExact(path.parameterCount(architecture.encoder().outputs()));
        var head = FloatBuffer.wrap(parameters).slice(parameters.length - length, length);
        var local = LocalDevice.start();
        return local.withOneThread(() -> {
            try (var search = new PathSearch(path, head, local.threads(threads), MatrixProducts.fastest())) {
                return work.apply(search);
            }
        });
    }

    /** Returns what the parameters that it learns are. */
    public ParameterRanges parameterRanges() {
        var all = ParameterRanges.of(architecture, inputShape);
        long head = architecture.head().parameterCount(architecture.encoder().outputs());
        int headFrom = Math.toIntExact(all.count() - head);
        long frozen = architecture.member().layers(inputShape).stream()
                .limit(learned.frozen())
                .mapToLong(LayerSummary::parameters)
                .sum();
        int learnedFrom = learned.trainsEncoder() ? Math.toIntExact(frozen) : headFrom;
        return all.learning(learnedFrom, headFrom, learned.encoderRate()).times(architecture.members());
    }

    /** Returns how many values it gives for sequences of these lengths in all. */
    public int outputs(int[] timeSteps) {
        return architecture.head().starts(timeSteps, timeSteps.length)[timeSteps.length];
    }

    // Not MultiLayerNetwork.close(): it collects garbage as well.
    @Override
    public void close() {
        attending.ifPresent(LiveNetwork::close);
        kernel.close();
        if (isLocal) {
            LocalKernel.releaseThread();
        }
    }
}
