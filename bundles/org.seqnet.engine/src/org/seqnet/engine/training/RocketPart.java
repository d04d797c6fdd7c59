package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.kernel.rocket.FeatureSpread;
import org.seqnet.engine.kernel.rocket.FeatureTable;
import org.seqnet.engine.kernel.rocket.RocketBiases;
import org.seqnet.engine.linear.LogisticLoss;
import org.seqnet.engine.linear.LogisticRegression;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;

/** One shard's part in the fitting of a {@link Rocket}. It keeps its features, and makes lost ones again. */
final class RocketPart implements AutoCloseable {
    /** Which of a shard's rows are meant. */
    enum Which {
        ALL,
        /** Those that choose the penalty. */
        CHOOSING,
        /** Those that are fitted until it is chosen. */
        OTHERS
    }

    /** The cross-entropy of some rows, and its gradient if it was asked for. */
    record Loss(double sum, double[] gradient) implements Serializable {
        static final Loss NONE = new Loss(0, new double[0]);
    }

    private final Rocket rocket;
    private final Head head;
    private final TrainingOptions options;
    private final LabelledSequences training;
    private final Workers workers;
    private final Map<Which, LogisticLoss> losses = new EnumMap<>(Which.class);
    private float[][] features = {};
    private UUID draw;
    private boolean areStandardized;

    RocketPart(Rocket rocket, Head head, TrainingOptions options, LabelledSequences training) {
        this.rocket = rocket;
        this.head = head;
        this.options = options;
        this.training = training;
        this.workers = new Workers(LocalDevice.start().threads(options.threads()), MatrixProducts.fastest());
    }

    /** Returns the biases that follow from sequences of this shard, given by their numbers in it. */
    float[] biases(int[] examples) {
        return RocketBiases.of(rocket, training.sequences(), examples, workers);
    }

    private float[][] unstandardized(RocketTable.Draw wanted, int shard) {
        if (areStandardized || !wanted.number().equals(draw)) {
            forget();
            features = FeatureTable.rows(
                    rocket, training.sequences(), wanted.biases(), workers, done -> {}, wanted.starts()[shard]);
            draw = wanted.number();
        }
        return features;
    }

    /** Returns the sum of each feature over the shard's sequences. */
    double[] sums(RocketTable.Draw wanted, int shard) {
        return FeatureSpread.sums(unstandardized(wanted, shard), rocket.features());
    }

    /** Returns the sum of the squares of each feature's distances from its mean over all shards. */
    double[] squares(RocketTable.Draw wanted, int shard, double[] means) {
        return FeatureSpread.squares(unstandardized(wanted, shard), means);
    }

    /** Returns what is fitted. */
    RocketRows rows(RocketTable table, int shard) {
        if (!areStandardized || !table.draw().number().equals(draw)) {
            Arrays.stream(unstandardized(table.draw(), shard))
                    .forEach(table.spread().standardization()::apply);
            areStandardized = true;
        }
        return new RocketRows(head, training, features);
    }

    /** Returns how many rows choose the penalty. */
    int choosing() {
        return new RocketRows(head, training, new float[0][]).choosing(options.seed()).length;
    }

    /** Returns what some rows cost by parameters of softmax. */
    Loss loss(RocketTable table, int shard, Which which, double[] parameters, boolean differentiates) {
        var rows = rows(table, shard);
        if (which == Which.ALL) {
            close(Which.CHOOSING);
            close(Which.OTHERS);
        }
        if (!losses.containsKey(which)) {
            int[] numbers = numbers(rows, which);
            if (numbers.length == 0) {
                return Loss.NONE;
            }
            losses.put(
                    which,
                    new LogisticLoss(
                            rows.features(),
                            rows.classes(),
                            training.domain().size(),
                            numbers,
                            workers,
                            MatrixProducts.fastest()));
        }
        var gradient = new double[differentiates ? parameters.length : 0];
        var loss = losses.get(which);
        return new Loss(differentiates ? loss.sum(parameters, gradient) : loss.sum(parameters), gradient);
    }

    private int[] numbers(RocketRows rows, Which which) {
        return switch (which) {
            case ALL -> ValidationShare.numbers(rows.features().length);
            case CHOOSING -> rows.choosing(options.seed());
            case OTHERS -> LogisticRegression.others(rows.features().length, rows.choosing(options.seed()));
        };
    }

    private void close(Which which) {
        var loss = losses.remove(which);
        if (loss != null) {
            loss.close();
        }
    }

    private void forget() {
        losses.values().forEach(LogisticLoss::close);
        losses.clear();
        features = new float[0][];
        draw = null;
        areStandardized = false;
    }

    @Override
    public void close() {
        forget();
        workers.close();
    }
}
