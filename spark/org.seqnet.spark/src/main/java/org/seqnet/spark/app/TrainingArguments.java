package org.seqnet.spark.app;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a network learns. What is not set is as in a new learner of KNIME, or as the preset has it. */
final class TrainingArguments {
    private static final int USUAL_EPOCHS = 50;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = Presets.class,
            completionCandidates = Presets.class,
            description = "Settings that belong together: ${COMPLETION-CANDIDATES}. quick-start: one cycle with a "
                    + "learning rate of 0.006, clipping at 1 and about 2,400 updates; reference: 10 epochs with "
                    + "batches of 100 and a learning rate of 0.001. Both without early stopping. Options that are set "
                    + "as well take precedence. Default: none.")
    private Preset preset;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training data, at least 1. Default: " + USUAL_EPOCHS + ".")
    private Integer epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = BatchSizes.class,
            description = "Sequences per weight update of a shard, at least 1, or automatic: 32 for fewer than 5,000 "
                    + "training rows, and 100 otherwise. Default: automatic.")
    private BatchSize batchSize;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            converter = Updaters.class,
            completionCandidates = Updaters.class,
            description = "The algorithm that updates the weights: ${COMPLETION-CANDIDATES}. Default: adam.")
    private Updater optimizer;

    @Option(
            names = "--l2",
            paramLabel = "X",
            description = "The strength of the penalty on large weights, at least 0. Default: 0 (none).")
    private Double l2;

    @Option(
            names = "--gradient-clipping",
            paramLabel = "X",
            description = "The largest L2 norm of gradients, at least 0; 0 disables it. Default: 1 (lstm, gru, rnn), "
                    + "0 (others).")
    private Double gradientClipping;

    @Option(
            names = "--average-weights",
            negatable = true,
            description = "Whether the network uses the average of its weights over roughly the last 5%% of all "
                    + "updates. Default: --average-weights.")
    private Boolean averageWeights;

    @Option(
            names = "--shuffle",
            negatable = true,
            description = "Whether rows are presented in a new random order in each epoch. Default: --shuffle.")
    private Boolean shuffle;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What initial weights, order, dropout and the validation share are drawn from, a 64-bit "
                    + "integer. Default: 42.")
    private Long seed;

    @Option(
            names = "--label-smoothing",
            paramLabel = "X",
            description = "How much of the certainty about labels is given up, at least 0, less than 1. Default: 0.")
    private Double labelSmoothing;

    /** The presets. */
    enum Preset {
        QUICK_START,
        REFERENCE
    }

    static final class Presets extends Choice<Preset> {
        Presets() {
            super(Preset.values());
        }
    }

    static final class Updaters extends Choice<Updater> {
        Updaters() {
            super(Updater.values());
        }
    }

    /** @param number empty if the rows decide */
    record BatchSize(OptionalInt number) {}

    static final class BatchSizes implements ITypeConverter<BatchSize> {
        @Override
        public BatchSize convert(String text) {
            try {
                return new BatchSize(
                        text.equals("automatic") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text)));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'%s' is not a whole number or automatic".formatted(text));
            }
        }
    }

    /** Says whether training ends early unless it is told otherwise. */
    boolean stopsEarlyUsually() {
        return preset == null;
    }

    /** Returns the seed. */
    long seed() {
        return Objects.requireNonNullElse(seed, 42L);
    }

    /** Returns how much of the certainty about labels is given up, if it is set. */
    Optional<Double> labelSmoothing() {
        return Optional.ofNullable(labelSmoothing);
    }

    /**
     * Returns the options.
     *
     * @param rows counts the training rows; asked only if something depends on them
     * @param others sets what other arguments say
     * @throws WrongArgument if a value is outside its range
     */
    TrainingOptions options(NetworkType type, LongSupplier rows, Consumer<TrainingOptions.Draft> others) {
        return WrongArgument.naming(
                Map.of(
                        "Epochs", "--epochs",
                        "Batch size", "--batch-size",
                        "Learning rate", "--learning-rate",
                        "L2 regularization", "--l2",
                        "Gradient clipping (max. norm)", "--gradient-clipping",
                        "Target accuracy", "--target-accuracy",
                        "Warm-up", "--warm-up",
                        "Label smoothing", "--label-smoothing"),
                () -> usual(type, rows).with(draft -> {
                    set(epochs, value -> draft.epochs = value);
                    if (batchSize != null) {
                        draft.batchSize = batchSize.number().orElseGet(() -> fitting(rows));
                    }
                    set(optimizer, value -> draft.updater = value);
                    set(l2, value -> draft.l2 = value);
                    set(gradientClipping, value -> draft.gradientClipping = value);
                    set(averageWeights, value -> draft.averageWeights = value);
                    set(shuffle, value -> draft.shuffle = value);
                    set(labelSmoothing, value -> draft.labelSmoothing = value);
                    draft.seed = seed();
                    others.accept(draft);
                }));
    }

    private TrainingOptions usual(NetworkType type, LongSupplier rows) {
        if (preset == null) {
            return TrainingOptions.defaults().with(draft -> {
                draft.epochs = USUAL_EPOCHS;
                draft.batchSize = batchSize == null ? fitting(rows) : draft.batchSize;
                draft.gradientClipping = type.isRecurrent() ? 1 : 0;
            });
        }
        return switch (preset) {
            case QUICK_START -> TrainingOptions.quickStart(rows.getAsLong());
            case REFERENCE -> TrainingOptions.defaults();
        };
    }

    private static int fitting(LongSupplier rows) {
        return TrainingOptions.batchSizeFor((int) Math.min(Integer.MAX_VALUE, rows.getAsLong()));
    }

    static <T> void set(T value, Consumer<T> field) {
        if (value != null) {
            field.accept(value);
        }
    }
}
