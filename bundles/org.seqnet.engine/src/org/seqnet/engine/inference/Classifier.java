package org.seqnet.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.Choice;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.forecast.Forecaster;
import org.seqnet.engine.kernel.ChosenPrecision;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/** Applies a trained network. Safe for many threads: they take turns, and each call spreads over the cores. */
public final class Classifier implements AutoCloseable {
    /** The batch size that {@link #of(TrainedNetwork)} takes. */
    public static final int USUAL_BATCH_SIZE = 1000;

    private final TrainedNetwork trained;
    private final int batchSize;
    private final int threads;
    private final long expected;
    private final PrecisionChoice precision;
    private final Function<Job, Choice> choosing;
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<LiveNetwork> live = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private boolean closed;

    /** @param choosing chooses the device, as soon as it is known how long sequences are */
    Classifier(
            TrainedNetwork trained,
            int batchSize,
            int threads,
            long expected,
            PrecisionChoice precision,
            Function<Job, Choice> choosing) {
        if (batchSize < 1) {
            throw new SeqNetException("Batch size: " + batchSize + " is not at least 1.");
        }
        if (threads < 0) {
            throw new SeqNetException("Threads: " + threads + " is not at least 0.");
        }
        this.trained = trained;
        this.batchSize = batchSize;
        this.threads = threads;
        this.expected = expected;
        this.precision = precision;
        this.choosing = choosing;
    }

    /** Makes ready a network with batches of {@value #USUAL_BATCH_SIZE} and a thread for each core. */
    public static Classifier of(TrainedNetwork network) {
        return of(network, USUAL_BATCH_SIZE, 0);
    }

    /**
     * Makes ready a network, in single precision.
     *
     * @param batchSize the most sequences that are computed at once, at least 1
     * @param threads how many threads compute; 0 means one for each core
     * @throws SeqNetException if a setting is outside its range
     */
    public static Classifier of(TrainedNetwork network, int batchSize, int threads) {
        return of(network, batchSize, threads, 0, PrecisionChoice.SINGLE);
    }

    /**
     * Makes ready a network for a known number of sequences, by which the device is chosen: starting a graphics card
     * for a few of them would take longer than the CPU takes.
     *
     * @param batchSize the most sequences that are computed at once, at least 1
     * @param threads how many threads compute; 0 means one for each core
     * @param sequences how many sequences there will be in all; 0 if no more are known of than those of the first call
     * @param precision in which precision the processor computes, whatever the network was trained in
     * @throws SeqNetException if a setting is outside its range
     */
    public static Classifier of(
            TrainedNetwork network, int batchSize, int threads, long sequences, PrecisionChoice precision) {
        return new Classifier(network, batchSize, threads, sequences, precision, Accelerators.ofProcess()::choose);
    }

    /** Returns the network that it applies. */
    public TrainedNetwork network() {
        return trained;
    }

    /**
     * Returns why single precision computes although mixed precision was asked for, as a sentence for people; empty if
     * it does not, or as long as nothing has been computed.
     */
    public Optional<String> mixedPrecisionRefusal() {
        turn.lock();
        try {
            return refusal;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Returns probabilities of {@code count} sequences from {@code first} on, count x K row-major, by a network of
     * classes or independent labels; of a label per time step, the T x K of one sequence after another. Those of
     * classes sum to 1 in each row; a row is NaN where numbers grew too large in the network. Columns stand in the
     * order of the network's labels.
     *
     * @param cancelled is asked before each batch
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public float[] probabilities(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        requireProbabilities();
        return applied(sequences, first, count, network -> outputs(network, sequences, first, count, cancelled));
    }

    /**
     * Returns the probabilities of each member of an ensemble, whose mean {@link #probabilities} are; a network that is
     * no ensemble is its only member.
     *
     * @param cancelled is asked before each batch of each member
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public MemberProbabilities memberProbabilities(
            Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        requireProbabilities();
        return applied(sequences, first, count, network -> memberOutputs(network, sequences, first, count, cancelled));
    }

    private void requireProbabilities() {
        trained.architecture()
                .head()
                .fold(
                        classes -> classes,
                        independent -> independent,
                        path -> {
                            throw new IllegalStateException("The network gives no probabilities but those of paths.");
                        },
                        values -> noLabels(),
                        steps -> steps);
    }

    /**
     * Predicts the labels of {@code count} sequences from {@code first} on, by a network of several labels.
     *
     * @param cancelled is asked before each batch
     * @return for each sequence, its labels; empty where numbers grew too large in the network
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public List<Optional<PredictedLabels>> labelSets(
            Sequences sequences, int first, int count, LabelSearch search, BooleanSupplier cancelled) {
        return applied(sequences, first, count, network -> trained.architecture()
                .head()
                .fold(
                        classes -> {
                            throw new IllegalStateException("The network has one label for each sequence.");
                        },
                        independent -> {
                            var members = search.deviations()
                                    ? memberOutputs(network, sequences, first, count, cancelled)
                                    : new MemberProbabilities(
                                            List.of(outputs(network, sequences, first, count, cancelled)));
                            return new IndependentPrediction(independent, members, search).of(count);
                        },
                        path -> {
                            var outputs = outputs(network, sequences, first, count, cancelled);
                            return network.searching(paths -> search.paths(paths, outputs, count, cancelled));
                        },
                        values -> noLabels(),
                        steps -> noLabels()));
    }

    private static <T> T noLabels() {
        throw new IllegalStateException("The network does not predict labels of sequences.");
    }

    /**
     * Predicts the numbers of {@code count} sequences from {@code first} on, by a network of values, in the targets'
     * own units: count x (steps ahead x targets x levels of quantiles) row-major. Numbers are NaN where they grew too
     * large in the network.
     *
     * @param cancelled is asked before each batch
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public double[] values(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        var values = requireValues();
        if (values.forecast().isEmpty()) {
            return applied(
                    sequences,
                    first,
                    count,
                    network -> inOwnUnits(values, outputs(network, sequences, first, count, cancelled)));
        }
        int most = batchSize(preprocessed(sequences));
        var forecaster = new Forecaster(values, trained.input().preprocessing());
        return applied(
                forecaster.read(sequences),
                first,
                count,
                network -> forecaster.forecasts(
                        sequences,
                        first,
                        count,
                        (windows, timeSteps, outputs) ->
                                network.classify(windows, timeSteps, most, outputs, cancelled)));
    }

    /**
     * Returns the numbers that each member of an ensemble predicts, whose mean {@link #values} are; a network that is
     * no ensemble is its only member. There are none of forecasts, which are refused.
     *
     * @param cancelled is asked before each batch of each member
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public List<double[]> memberValues(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        var values = requireValues();
        if (values.forecast().isPresent()) {
            throw new IllegalStateException("The members of a network that forecasts give no numbers of their own.");
        }
        return applied(
                sequences,
                first,
                count,
                network -> memberOutputs(network, sequences, first, count, cancelled).members().stream()
                        .map(outputs -> inOwnUnits(values, outputs))
                        .toList());
    }

    private Values requireValues() {
        return trained.architecture()
                .head()
                .fold(
                        classes -> noValues(),
                        independent -> noValues(),
                        path -> noValues(),
                        regression -> regression,
                        steps -> noValues());
    }

    private static Values noValues() {
        throw new IllegalStateException("The network does not predict numbers.");
    }

    private static double[] inOwnUnits(Values values, float[] outputs) {
        var numbers = new double[outputs.length];
        for (int i = 0; i < numbers.length; i++) {
            double number = values.standard(i / values.loss().outputs()).inOwnUnit(outputs[i]);
            numbers[i] = Double.isFinite(number) ? number : Double.NaN;
        }
        return numbers;
    }

    private <T> T applied(Sequences sequences, int first, int count, Function<LiveNetwork, T> work) {
        Objects.checkFromIndexSize(first, count, sequences.size());
        requireReadable(trained, sequences);
        turn.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The classifier has been closed.");
            }
            if (live.isEmpty()) {
                live = Optional.of(Memory.enoughFor(() -> "Loading " + trained, () -> loaded(sequences, first, count)));
            }
            var network = live.get();
            return Memory.enoughFor(
                    () -> String.format(Locale.ROOT, "The classification of %,d sequences with %s", count, trained),
                    () -> network.computing(() -> work.apply(network)));
        } finally {
            turn.unlock();
        }
    }

    /** Loads the network where it is to answer these sequences. */
    private LiveNetwork loaded(Sequences sequences, int first, int count) {
        var input = trained.input().preprocessed();
        var choice = choosing.apply(Job.answering(
                trained.architecture(),
                input,
                Job.meanSteps(input, sequences, first, count),
                Math.max(1, Math.min(batchSize, count)),
                ComputeSettings.ofProcess().threads(threads),
                Math.max(expected, count)));
        var chosen = choice.accelerator().isPresent()
                ? ChosenPrecision.SINGLE
                : LiveNetwork.precision(precision, trained.architecture());
        refusal = chosen.refusal();
        return LiveNetwork.of(
                choice.accelerator(), trained.architecture(), input, trained.parameters(), threads, chosen.precision());
    }

    /**
     * Makes sure that a network reads sequences of their shape.
     *
     * @throws SeqNetException if it does not
     */
    static void requireReadable(TrainedNetwork trained, Sequences sequences) {
        if (!trained.inputShape().accepts(sequences.shape())) {
            throw new SeqNetException(
                    "The sequences have %s; the network expects %s. Reshape them in the same way as the training data."
                            .formatted(sequences.sizes(), trained.inputShape()));
        }
    }

    private float[] outputs(LiveNetwork network, Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        var outputs = new float[network.outputs(sequences.timeSteps(first, count))];
        var preprocessed = preprocessed(sequences);
        network.classify(preprocessed, first, count, batchSize(preprocessed), outputs, cancelled);
        return outputs;
    }

    private MemberProbabilities memberOutputs(
            LiveNetwork network, Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        var preprocessed = preprocessed(sequences);
        var outputs = new ArrayList<float[]>();
        for (int member = 0; member < trained.architecture().members(); member++) {
            var own = new float[network.outputs(sequences.timeSteps(first, count))];
            network.classifyByMember(member, preprocessed, first, count, batchSize(preprocessed), own, cancelled);
            outputs.add(own);
        }
        return new MemberProbabilities(outputs);
    }

    private Sequences preprocessed(Sequences sequences) {
        var preprocessed = trained.input().applied(sequences);
        if (preprocessed.missingValues() > 0) {
            throw new SeqNetException(("The sequences have missing values (%,d in all), but the network was trained "
                            + "without filling them in.")
                    .formatted(preprocessed.missingValues()));
        }
        return preprocessed;
    }

    // One batch must fit into one native buffer, whose bytes an int counts; 100 million values are 400 MB.
    private int batchSize(Sequences sequences) {
        long values = Math.max(1, sequences.longestValues());
        return (int) Math.max(1, Math.min(batchSize, 100_000_000 / values));
    }

    /** Gives back the network's native memory; a closed classifier refuses work. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                live.ifPresent(LiveNetwork::close);
            }
        } finally {
            turn.unlock();
        }
    }
}
