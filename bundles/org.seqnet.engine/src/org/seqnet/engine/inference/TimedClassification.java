package org.seqnet.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.Choice;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.metrics.Median;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Classifies the same sequences with several networks on one device, or predicts their values, and takes the time.
 *
 * <p>Each network warms up first, so that its code is compiled and its memory allocated. Then the networks take turns:
 * what slows the machine for a while slows all of them. A turn that is over too soon to be timed is repeated.
 */
public final class TimedClassification {
    private static final long SHORTEST_WARM_UP_NANOS = 500_000_000;
    private static final long SHORTEST_TURN_NANOS = 200_000_000;

    private final Accelerators accelerators;
    private final Sequences sequences;
    private final LongSupplier clock;
    private final BooleanSupplier cancelled;
    private final DoubleConsumer progress;

    /**
     * What a network made of the sequences.
     *
     * @param labels the index of each sequence's likeliest label among those of the network; -1 if it has no finite
     *     probabilities; none if the network predicts values
     * @param values the predictions of a network of values in the targets' own units, N x targets row-major, NaN where
     *     numbers grew too large; none if it predicts classes
     * @param sequencesPerSecond how many sequences it answered a second, by wall clock: the median of its turns
     */
    public record Outcome(int[] labels, double[] values, double sequencesPerSecond) {}

    TimedClassification(
            Accelerators accelerators,
            Sequences sequences,
            LongSupplier clock,
            BooleanSupplier cancelled,
            DoubleConsumer progress) {
        this.accelerators = accelerators;
        this.sequences = sequences;
        this.clock = clock;
        this.cancelled = cancelled;
        this.progress = progress;
    }

    /**
     * Classifies at least one sequence with each network.
     *
     * @param turns how many turns each network takes, at least 1
     * @param cancelled is asked before each batch
     * @param progress is told the share that is done, 0 to 1
     * @return an outcome for each network, in their order
     * @throws org.seqnet.engine.SeqNetException if a network reads sequences of another shape
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public static List<Outcome> of(
            List<TrainedNetwork> networks,
            Sequences sequences,
            int turns,
            BooleanSupplier cancelled,
            DoubleConsumer progress) {
        return new TimedClassification(Accelerators.ofProcess(), sequences, System::nanoTime, cancelled, progress)
                .of(networks, turns);
    }

    List<Outcome> of(List<TrainedNetwork> networks, int turns) {
        networks.forEach(network -> Classifier.requireReadable(network, sequences));
        var jobs = networks.stream().map(network -> job(network, turns)).toList();
        return of(networks, accelerators.chooseForAll(jobs), new ArrayList<>(), turns);
    }

    /** Returns what is to be computed at the least: all sequences once to warm up, and once in each turn. */
    Job job(TrainedNetwork network, int turns) {
        var input = network.input().preprocessed();
        int size = sequences.size();
        return Job.answering(
                network.architecture(),
                input,
                Job.meanSteps(input, sequences, 0, size),
                Math.max(1, Math.min(Classifier.USUAL_BATCH_SIZE, size)),
                accelerators.threads(0),
                size * (turns + 1.0));
    }

    /** Opens one network inside the other: each is closed, whatever happens to the others. */
    private List<Outcome> of(List<TrainedNetwork> networks, Choice device, List<Classifier> open, int turns) {
        if (open.size() == networks.size()) {
            return timed(open, turns);
        }
        try (var classifier = new Classifier(
                networks.get(open.size()), Classifier.USUAL_BATCH_SIZE, 0, 0, PrecisionChoice.SINGLE, job -> device)) {
            open.add(classifier);
            return of(networks, device, open, turns);
        }
    }

    private List<Outcome> timed(List<Classifier> classifiers, int turns) {
        int count = classifiers.size();
        var answers = classifiers.stream()
                .map(classifier -> Answers.of(classifier.network(), sequences.size()))
                .toList();
        for (int i = 0; i < count; i++) {
            run(classifiers.get(i), answers.get(i), SHORTEST_WARM_UP_NANOS);
            progress.accept((i + 1) / (count * (turns + 1.0)));
        }
        var speeds = new double[count][turns];
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < count; i++) {
                speeds[i][turn] = run(classifiers.get(i), answers.get(i), SHORTEST_TURN_NANOS);
                progress.accept((count * (turn + 1.0) + i + 1) / (count * (turns + 1.0)));
            }
        }
        return IntStream.range(0, count)
                .mapToObj(i -> answers.get(i)
                        .outcome(Median.of(DoubleStream.of(speeds[i])).orElseThrow()))
                .toList();
    }

    /**
     * Answers about all sequences as often as it takes to fill the time, and returns about how many a second.
     *
     * @param answers written
     */
    private double run(Classifier classifier, Answers answers, long leastNanos) {
        long start = clock.getAsLong();
        long nanos = 0;
        long classified = 0;
        while (nanos < leastNanos) {
            answers.give(classifier, sequences, cancelled);
            classified += sequences.size();
            nanos = clock.getAsLong() - start;
        }
        return classified * 1e9 / nanos;
    }
}
