package org.seqnet.engine.training;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.kernel.rocket.FeatureSpread;
import org.seqnet.engine.kernel.rocket.FeatureTable;
import org.seqnet.engine.linear.LinearFit;
import org.seqnet.engine.linear.LogisticRegression;
import org.seqnet.engine.linear.RidgeClassifier;
import org.seqnet.engine.linear.RidgeRegression;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Fits a {@link Rocket} and the linear layer behind it to training sequences, in one pass over them. */
final class RocketFitting {
    /** Of more training sequences of classes, logistic regression is faster than the ridge classifier. */
    static final int MOST_FOR_RIDGE = 4_000;
    /** The share of the work that computing features is taken to be. */
    static final double FEATURES = 0.7;

    private final Rocket rocket;
    private final Head head;
    private final TrainingOptions options;
    private final NetworkInput input;
    private final LabelledSequences training;
    private final Optional<LabelledSequences> validation;
    private final TrainingListener listener;
    private final int threads;

    /** @param training preprocessed, as is {@code validation} */
    RocketFitting(
            Rocket rocket,
            Head head,
            TrainingOptions options,
            NetworkInput input,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        this.rocket = rocket;
        this.head = head;
        this.options = options;
        this.input = input;
        this.training = training;
        this.validation = validation;
        this.listener = listener;
        this.threads = LocalDevice.start().threads(options.threads());
    }

    /** Returns what is to be fitted to training sequences, which decide on its dilations and its classifier. */
    static Rocket toFit(Rocket rocket, NetworkInput input, LabelledSequences training) {
        return toFit(rocket, input, SequenceFacts.of(training.sequences()), training.truth() instanceof TargetValues);
    }

    /** Returns what is to be fitted to training sequences like these, wherever they are. */
    static Rocket toFit(Rocket rocket, NetworkInput input, SequenceFacts training, boolean haveValues) {
        int longest =
                input.shape().isAnyLength() ? training.longest() : input.shape().timeSteps();
        var classifier = rocket.classifier() == LinearClassifier.AUTOMATIC
                ? haveValues || training.sequences() <= MOST_FOR_RIDGE
                        ? LinearClassifier.RIDGE
                        : LinearClassifier.LOGISTIC
                : rocket.classifier();
        return rocket.fitted(longest, classifier);
    }

    TrainingResult run() {
        try {
            return fit();
        } catch (OutOfMemoryError e) {
            throw Memory.exhausted(
                    String.format(Locale.ROOT, "Fitting %s to %s", rocket.title(), training.sequences()),
                    4L * rocket.features() * training.size(),
                    "Alternatively, use fewer features.",
                    e);
        }
    }

    private TrainingResult fit() {
        long start = System.nanoTime();
        var table = features();
        var rows = new RocketRows(head, training, table.rows());
        listener.fitted(FEATURES, () -> "fitting the " + rocket.fitTitle(head));
        var fit = head.fold(
                classes -> classifier(rows),
                independent -> RocketRows.refused(),
                path -> RocketRows.refused(),
                values -> regression(values, rows),
                steps -> RocketRows.refused());
        requireNotCancelled();
        var parameters = parameters(table.biases(), table.spread(), fit);
        var learned = rows.predictions(fit).evaluation(Weights.EQUAL);
        var duration = Duration.ofNanos(System.nanoTime() - start);
        var outputs = validation.map(data -> outputs(parameters, data));
        var measured = outputs.map(all -> RocketRows.predictions(head, all, validation.orElseThrow()));
        measured.map(Predictions::undecided)
                .filter(undecided -> undecided.length > 0)
                .ifPresent(undecided -> listener.undecided(1, undecided));
        var record = new EpochRecord(
                1,
                learned,
                duration,
                training.size() / Math.max(duration.toNanos() / 1e9, 1e-9),
                measured.map(predictions -> predictions.evaluation(Weights.EQUAL)),
                LocalDevice.start().processor(options.threads()),
                OptionalDouble.empty());
        listener.epochEnded(record, Optional.empty());
        var trained = new TrainedNetwork(
                new Architecture(rocket, decided(outputs)),
                input,
                training.domain(),
                parameters,
                new float[0],
                0,
                BirthCertificate.of(Backend.LIBRARY, training, validation)
                        .provenance(
                                record.device(), fitted(options, fit), List.of(record), 1, StopReason.ALL_EPOCHS_DONE));
        return new TrainingResult(trained, List.of(record), 1, StopReason.ALL_EPOCHS_DONE);
    }

    /** Returns the options with the penalty that was chosen. */
    static TrainingOptions fitted(TrainingOptions options, LinearFit fit) {
        return options.with(draft -> {
            draft.epochs = 1;
            draft.l2 = fit.penalty();
            draft.precision = PrecisionChoice.SINGLE;
        });
    }

    private FeatureTable features() {
        try (var workers = new Workers(threads, MatrixProducts.fastest())) {
            return FeatureTable.of(rocket, training.sequences(), workers, done -> {
                requireNotCancelled();
                listener.fitted(
                        FEATURES * done / training.size(),
                        () -> String.format(
                                Locale.ROOT, "computing features: %,d of %,d sequences", done, training.size()));
            });
        }
    }

    private LinearFit classifier(RocketRows rows) {
        int count = training.domain().size();
        if (rocket.classifier() == LinearClassifier.RIDGE) {
            return RidgeClassifier.fit(rows.features(), rows.classes(), count, this::requireNotCancelled);
        }
        try (var regression =
                new LogisticRegression(rows.features(), rows.classes(), count, threads, this::requireNotCancelled)) {
            return regression.fit(rows.choosing(options.seed()));
        }
    }

    private LinearFit regression(Values values, RocketRows rows) {
        return RidgeRegression.fit(rows.features(), rows.targets(values), this::requireNotCancelled);
    }

    /** Returns the parameters of a network. */
    static float[] parameters(float[] biases, FeatureSpread spread, LinearFit fit) {
        int features = biases.length;
        var parameters = new float[3 * features + fit.weights().length + fit.biases().length];
        System.arraycopy(biases, 0, parameters, 0, features);
        System.arraycopy(spread.means(), 0, parameters, features, features);
        System.arraycopy(spread.deviations(), 0, parameters, 2 * features, features);
        System.arraycopy(fit.weights(), 0, parameters, 3 * features, fit.weights().length);
        System.arraycopy(fit.biases(), 0, parameters, 3 * features + fit.weights().length, fit.biases().length);
        return parameters;
    }

    /** Returns the head with what validation data decide on. */
    private Head decided(Optional<float[]> outputs) {
        return head.fold(
                classes -> outputs.map(all ->
                                new ClassPredictions(new Classes(classes.count()), all, validation.orElseThrow()))
                        .map(predictions -> new TemperatureSearch(predictions).best())
                        .orElse(new Classes(classes.count())),
                independent -> RocketRows.refused(),
                path -> RocketRows.refused(),
                values -> values,
                steps -> RocketRows.refused());
    }

    private float[] outputs(float[] parameters, LabelledSequences data) {
        var outputs = new float[Math.multiplyExact(data.size(), head.outputs())];
        var architecture = new Architecture(rocket, head);
        try (var network = LiveNetwork.of(architecture, input.preprocessed(), parameters, options.threads())) {
            network.classify(data.sequences(), 0, data.size(), options.batchSize(), outputs, () -> {
                requireNotCancelled();
                return false;
            });
        }
        return outputs;
    }

    private void requireNotCancelled() {
        Cancellation.requireNone(listener);
    }
}
