package org.seqnet.engine.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.metrics.MeanInterval;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * How much worse a network of classes predicts if the series of one feature are exchanged between the sequences at
 * random: each feature stays as it is distributed, but no longer tells anything of its sequence's class.
 *
 * <p>A series that comes to a sequence of another length is stretched to it: each step takes the value of the step that
 * is as far from the beginning, in proportion. Features that say the same stand in for each other, so that each of them
 * may seem worthless.
 *
 * <p>Source: Breiman, 2001, "Random forests"; Fisher, Rudin and Dominici, 2019, arXiv:1801.01489.
 */
public final class PermutationImportance {
    /** The most repetitions. */
    public static final int MOST_REPETITIONS = 1000;

    private static final int BATCH_SIZE = 1000;
    /** What a probability counts at least in the log loss, which is infinite at 0. */
    private static final double LEAST_PROBABILITY = 1e-15;

    private final Sequences sequences;
    private final int rawFeatures;
    private final int[] actual;
    private final Classes head;
    private final LiveNetwork live;
    private final BooleanSupplier cancelled;

    /** How good predictions are. */
    private record Quality(double accuracy, double logLoss) {}

    private PermutationImportance(
            TrainedNetwork network,
            Sequences raw,
            int[] actual,
            Classes head,
            LiveNetwork live,
            BooleanSupplier cancelled) {
        this.sequences = network.input().applied(raw);
        this.rawFeatures = raw.shape().features();
        this.actual = actual;
        this.head = head;
        this.live = live;
        this.cancelled = cancelled;
    }

    /**
     * Measures all features.
     *
     * @param raw at least two sequences
     * @param actual the index of the class of each sequence, among the network's labels
     * @param repetitions how often the series of each feature are exchanged, 2 to {@value #MOST_REPETITIONS}
     * @param seed draws what is exchanged
     * @param threads how many threads compute; 0 means one for each core
     * @param cancelled is asked before each batch
     * @param progress is told the share that is done, 0 to 1
     * @return for each feature of the raw sequences, what it is worth
     * @throws SeqNetException if the network does not predict classes, or a setting is outside its range
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public static List<FeatureImportance> of(
            TrainedNetwork network,
            Sequences raw,
            int[] actual,
            int repetitions,
            long seed,
            int threads,
            BooleanSupplier cancelled,
            DoubleConsumer progress) {
        if (repetitions < 2 || repetitions > MOST_REPETITIONS) {
            throw new SeqNetException(
                    "Repetitions: " + repetitions + " is not between 2 and " + MOST_REPETITIONS + ".");
        }
        if (raw.size() < 2) {
            throw new SeqNetException("Permutation importance requires at least 2 sequences with a label.");
        }
        Classes head = network.architecture()
                .head()
                .fold(
                        classes -> classes,
                        independent -> refused(),
                        path -> refused(),
                        values -> refused(),
                        steps -> refused());
        var architecture = network.architecture();
        var input = network.input().preprocessed();
        return Memory.enoughFor(() -> "Explaining " + network, () -> {
            var choice = Accelerators.ofProcess().choose(job(network, raw, repetitions, threads));
            try (var live = LiveNetwork.of(
                    choice.accelerator(), architecture, input, network.parameters(), threads, Precision.SINGLE)) {
                return live.computing(() -> new PermutationImportance(network, raw, actual, head, live, cancelled)
                        .measure(repetitions, seed, progress));
            }
        });
    }

    /** All sequences are answered as they are, and then for each feature in each repetition. */
    static Job job(TrainedNetwork network, Sequences raw, int repetitions, int threads) {
        var input = network.input().preprocessed();
        return Job.answering(
                network.architecture(),
                input,
                Job.meanSteps(input, raw, 0, raw.size()),
                Math.min(BATCH_SIZE, raw.size()),
                Accelerators.ofProcess().threads(threads),
                raw.size() * (1.0 + (double) raw.shape().features() * repetitions));
    }

    private static Classes refused() {
        throw new SeqNetException("Permutation importance requires a network that predicts one class per sequence.");
    }

    private List<FeatureImportance> measure(int repetitions, long seed, DoubleConsumer progress) {
        var whole = quality(sequences::copyTo);
        var all = new ArrayList<FeatureImportance>();
        for (int feature = 0; feature < rawFeatures; feature++) {
            var accuracy = new double[repetitions];
            var loss = new double[repetitions];
            for (int i = 0; i < repetitions; i++) {
                var quality = quality(exchanged(feature, donors(seed, i, feature)));
                accuracy[i] = whole.accuracy() - quality.accuracy();
                loss[i] = quality.logLoss() - whole.logLoss();
                progress.accept((feature * (double) repetitions + i + 1) / ((double) rawFeatures * repetitions));
            }
            all.add(new FeatureImportance(MeanInterval.of(accuracy), MeanInterval.of(loss)));
        }
        return all;
    }

    /** Returns for each sequence the one whose series it gets. */
    private int[] donors(long seed, int repetition, int feature) {
        var donors = IntStream.range(0, sequences.size()).toArray();
        new SeedStream(seed, Purpose.PERMUTATION, repetition, feature).shuffle(donors);
        return donors;
    }

    private SequenceSource exchanged(int feature, int[] donors) {
        int width = sequences.shape().features();
        return (index, target, at) -> {
            sequences.copyTo(index, target, at);
            int steps = sequences.timeSteps(index);
            int given = sequences.timeSteps(donors[index]);
            var donor = new float[given * width];
            sequences.copyTo(donors[index], donor, 0);
            for (int t = 0; t < steps; t++) {
                int from = (int) ((long) t * given / steps) * width;
                // with its mask, if there is one
                for (int f = feature; f < width; f += rawFeatures) {
                    target[at + t * width + f] = donor[from + f];
                }
            }
        };
    }

    private Quality quality(SequenceSource source) {
        int count = sequences.size();
        var probabilities = new float[Math.multiplyExact(count, head.count())];
        long longest = Math.max(1, sequences.longestValues());
        int batch = (int) Math.max(1, Math.min(BATCH_SIZE, 100_000_000 / longest));
        live.classify(source, sequences.timeSteps(0, count), batch, probabilities, cancelled);
        int correct = 0;
        var losses = new double[count];
        for (int n = 0; n < count; n++) {
            correct += head.likeliest(probabilities, n).orElse(-1) == actual[n] ? 1 : 0;
            double probability = probabilities[n * head.count() + actual[n]];
            losses[n] = -Math.log(probability > LEAST_PROBABILITY ? probability : LEAST_PROBABILITY);
        }
        return new Quality((double) correct / count, Arrays.stream(losses).sum() / count);
    }
}
