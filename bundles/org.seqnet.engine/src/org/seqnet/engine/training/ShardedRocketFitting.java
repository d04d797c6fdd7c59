package org.seqnet.engine.training;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.kernel.rocket.FeatureSpread;
import org.seqnet.engine.kernel.rocket.RocketBiases;
import org.seqnet.engine.linear.LinearFit;
import org.seqnet.engine.linear.RidgeClassifier;
import org.seqnet.engine.linear.RidgeRegression;
import org.seqnet.engine.linear.SoftmaxFit;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.RocketPart.Which;
import org.seqnet.engine.training.Shards.Shared;

/**
 * Fits a {@link Rocket} and the linear layer behind it to the training sequences of all shards, which keep their
 * features. Logistic regression adds up gradients of the shards; ridge regression gathers the features here.
 *
 * <p>The biases are those that one machine draws. One shard gives what {@link RocketFitting} gives, to the bit. Of
 * several, sums are rounded otherwise, and the sequences that choose the penalty of logistic regression are drawn in
 * each shard.
 */
final class ShardedRocketFitting {
    /** The most memory for features that are gathered, 1 GB: what Spark lets a driver have unless told otherwise. */
    private static final long MOST_GATHERED = 1L << 30;

    private final Shards shards;
    private final Shared<ShardPlan> plan;
    private final Architecture architecture;
    private final Rocket rocket;
    private final TrainedNetwork before;
    private final long[] starts;
    private final Optional<Measure> measure;
    private final BirthCertificate certificate;
    private final TrainingListener listener;

    /**
     * @param plan of {@code before}
     * @param before the network before it is fitted, with the parameters of {@link #before}
     * @param starts for each shard, how many training sequences those before it have, and last how many all have
     */
    ShardedRocketFitting(
            Shards shards,
            Shared<ShardPlan> plan,
            TrainedNetwork before,
            long[] starts,
            Optional<Measure> measure,
            BirthCertificate certificate,
            TrainingListener listener) {
        this.shards = shards;
        this.plan = plan;
        this.before = before;
        this.architecture = before.architecture();
        this.rocket = (Rocket) architecture.encoder();
        this.starts = starts;
        this.measure = measure;
        this.certificate = certificate;
        this.listener = listener;
    }

    /** Returns the parameters of a network that has not been fitted: all deviations are 1, all else is 0. */
    static float[] before(Architecture architecture, SequenceShape input) {
        var parameters = new float[Math.toIntExact(architecture.parameterCount(input))];
        int features = architecture.encoder().outputs();
        Arrays.fill(parameters, 2 * features, 3 * features, 1);
        return parameters;
    }

    TrainingResult run() {
        long start = System.nanoTime();
        Backend.start(); // leaves OpenBLAS, which ridge regression uses, one thread for good
        listener.fitted(0, () -> "computing features");
        try (var draw = shards.share(new RocketTable.Draw(UUID.randomUUID(), biases(), starts));
                var table = shards.share(new RocketTable(draw.value(), spread(draw)))) {
            listener.fitted(RocketFitting.FEATURES, () -> "fitting the " + rocket.fitTitle(architecture.head()));
            var fit = architecture.head() instanceof Values values ? regression(values, table) : classifier(table);
            requireNotCancelled();
            return result(table, fit, start);
        }
    }

    private float[] biases() {
        int[] examples = RocketBiases.examples(rocket, (int) Math.min(Integer.MAX_VALUE, all()));
        var parts = shards.ask(new RocketQuestion.Biases(plan, examples, starts));
        requireNotCancelled();
        var biases = new float[rocket.features()];
        int feature = 0;
        int place = 0;
        for (var dilation : rocket.dilations()) {
            for (int kernel = 0; kernel < Rocket.KERNELS; kernel++, place++) {
                var drawn = parts.get(holder(examples[place]));
                System.arraycopy(drawn, feature, biases, feature, dilation.biases());
                feature += dilation.biases();
            }
        }
        return biases;
    }

    /** Returns the shard that holds a sequence. */
    private int holder(long sequence) {
        int shard = 0;
        while (sequence >= starts[shard + 1]) {
            shard++;
        }
        return shard;
    }

    private long all() {
        return starts[starts.length - 1];
    }

    private FeatureSpread spread(Shared<RocketTable.Draw> draw) {
        double[] means = sum(shards.ask(new RocketQuestion.Sums(plan, draw)));
        requireNotCancelled();
        for (int f = 0; f < means.length; f++) {
            means[f] /= all();
        }
        try (var shared = shards.share(means)) {
            return FeatureSpread.of(means, sum(shards.ask(new RocketQuestion.Squares(plan, draw, shared))), all());
        }
    }

    private static double[] sum(List<double[]> parts) {
        BinaryOperator<double[]> plus = (one, other) -> {
            var sums = one.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other[i];
            }
            return sums;
        };
        return parts.stream().reduce(plus).orElseThrow();
    }

    private LinearFit classifier(Shared<RocketTable> table) {
        int count = before.labels().size();
        if (rocket.classifier() == LinearClassifier.RIDGE) {
            var rows = gathered(table);
            int[] classes = rows.stream()
                    .flatMapToInt(part -> Arrays.stream(part.classes()))
                    .toArray();
            return alone(() -> RidgeClassifier.fit(features(rows), classes, count, this::requireNotCancelled));
        }
        var fitting = new SoftmaxFit(rocket.features(), count, this::requireNotCancelled);
        long choosing = shards.ask(new RocketQuestion.Choosing(plan)).stream()
                .mapToLong(number -> number)
                .sum();
        if (choosing > 0) {
            fitting.choosePenalty(loss(table, Which.OTHERS, all() - choosing), loss(table, Which.CHOOSING, choosing));
        }
        return fitting.fit(loss(table, Which.ALL, all()));
    }

    private ShardedCrossEntropy loss(Shared<RocketTable> table, Which which, long rows) {
        return new ShardedCrossEntropy(shards, plan, table, which, rows);
    }

    private LinearFit regression(Values values, Shared<RocketTable> table) {
        var rows = gathered(table);
        var targets = new double[values.width()][];
        Arrays.setAll(targets, value -> rows.stream()
                .flatMapToDouble(part -> Arrays.stream(part.targets()[value]))
                .toArray());
        return alone(() -> RidgeRegression.fit(features(rows), targets, this::requireNotCancelled));
    }

    /** Computes on this thread alone, which gives the same bits every time. */
    private static LinearFit alone(Supplier<LinearFit> fitting) {
        return LocalDevice.start().withOneThread(fitting);
    }

    private List<RocketQuestion.Gathered> gathered(Shared<RocketTable> table) {
        requireRoom(architecture, all());
        return shards.ask(new RocketQuestion.Gather(plan, table));
    }

    /** Checks that the features of so many sequences may be gathered. */
    static void requireRoom(Architecture architecture, long sequences) {
        var rocket = (Rocket) architecture.encoder();
        long bytes = sequences * rocket.features() * Float.BYTES;
        if (bytes > MOST_GATHERED) {
            long most = MOST_GATHERED / Float.BYTES / sequences / Rocket.KERNELS * Rocket.KERNELS;
            var fewer =
                    most == 0 ? "use another network" : String.format(Locale.ROOT, "use at most %,d features", most);
            var advice = architecture.head() instanceof Values ? fewer : "select logistic regression, or " + fewer;
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "MiniRocket gathers the features of all training sequences in one process for the %s, at most "
                            + "%,d MB. %,d sequences with %,d features have %,d MB: %s.",
                    rocket.fitTitle(architecture.head()),
                    MOST_GATHERED >> 20,
                    sequences,
                    rocket.features(),
                    bytes >> 20,
                    advice));
        }
    }

    private static float[][] features(List<RocketQuestion.Gathered> parts) {
        return parts.stream().flatMap(part -> Arrays.stream(part.features())).toArray(float[][]::new);
    }

    private TrainingResult result(Shared<RocketTable> table, LinearFit fit, long start) {
        var parameters = RocketFitting.parameters(
                table.value().draw().biases(), table.value().spread(), fit);
        Tally learned;
        try (var shared = shards.share(fit)) {
            learned = shards.ask(new RocketQuestion.Check(plan, table, shared)).stream()
                    .reduce(Tally.NONE, Tally::plus);
        }
        var duration = Duration.ofNanos(System.nanoTime() - start);
        var record = new EpochRecord(
                1,
                learned.evaluation(),
                duration,
                all() / Math.max(duration.toNanos() / 1e9, 1e-9),
                measure.map(data -> data.evaluation(1, parameters)),
                shards.device(),
                OptionalDouble.empty());
        listener.epochEnded(record, Optional.empty());
        var options = RocketFitting.fitted(options(), fit);
        var head = measure.map(data -> data.decided(parameters)).orElse(architecture.head());
        var trained = new TrainedNetwork(
                architecture.with(head),
                before.input(),
                before.labels(),
                parameters,
                new float[0],
                0,
                certificate.provenance(record.device(), options, List.of(record), 1, StopReason.ALL_EPOCHS_DONE));
        return new TrainingResult(trained, List.of(record), 1, StopReason.ALL_EPOCHS_DONE);
    }

    private TrainingOptions options() {
        return before.provenance().options();
    }

    private void requireNotCancelled() {
        Cancellation.requireNone(listener);
    }
}
