package org.seqnet.engine.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.options.Weighting;

/** The options of a training as fields of a model file. */
final class OptionsFields {
    private static final String STOP_AT_ACCURACY = "training.stopAtAccuracy";
    private static final String FINDS_RATE = "training.findsLearningRate";
    private static final String LABEL_SMOOTHING = "training.labelSmoothing";
    private static final String WEIGHTING = "training.weighting";
    private static final String PRECISION = "training.precision";

    private OptionsFields() {}

    /** Returns the first version of the format that can say all of this. */
    static int version(TrainingOptions options) {
        if (options.precision() != PrecisionChoice.SINGLE) {
            return 11;
        }
        boolean isPlain = options.schedule().equals(Schedule.CONSTANT)
                && !options.findsLearningRate()
                && options.labelSmoothing() == 0
                && options.weighting() == Weighting.EQUAL;
        int plain = options.stopAtAccuracy().isPresent() ? 5 : 1;
        return Math.max(AugmentationFields.version(options.augmentation()), isPlain ? plain : 8);
    }

    static void write(TrainingOptions options, Fields fields) {
        fields.with("training.epochs", options.epochs())
                .with("training.batchSize", options.batchSize())
                .with("training.updater", options.updater().name())
                .with("training.learningRate", options.learningRate())
                .with("training.l2", options.l2())
                .with("training.gradientClipping", options.gradientClipping())
                .with("training.shuffle", options.shuffle())
                .with("training.seed", options.seed())
                .with("training.threads", options.threads())
                .with("training.averageWeights", options.averageWeights());
        options.earlyStopping().ifPresent(rule -> fields.with(
                        "earlyStopping.measure", rule.measure().name())
                .with("earlyStopping.patience", rule.patience())
                .with("earlyStopping.minimalImprovement", rule.minimalImprovement()));
        options.stopAtAccuracy().ifPresent(accuracy -> fields.with(STOP_AT_ACCURACY, accuracy));
        AugmentationFields.write(options.augmentation(), fields);
        ScheduleFields.write(options.schedule(), fields);
        if (options.findsLearningRate()) {
            fields.with(FINDS_RATE, true);
        }
        if (options.labelSmoothing() != 0) {
            fields.with(LABEL_SMOOTHING, options.labelSmoothing());
        }
        if (options.weighting() != Weighting.EQUAL) {
            fields.with(WEIGHTING, options.weighting().name());
        }
        if (options.precision() != PrecisionChoice.SINGLE) {
            fields.with(PRECISION, options.precision().name());
        }
    }

    /**
     * Reads options; since version 8, they may have a schedule, a rate that was found, smoothing and weights, since
     * version 11 another precision than single.
     */
    static TrainingOptions read(Fields fields, int version) throws MalformedModelException {
        boolean mayHaveAll = version > 7;
        return new TrainingOptions(
                fields.takeInt("training.epochs"),
                fields.takeInt("training.batchSize"),
                fields.takeEnum("training.updater", Updater.class),
                fields.takeDouble("training.learningRate"),
                fields.takeDouble("training.l2"),
                fields.takeDouble("training.gradientClipping"),
                fields.takeTruth("training.shuffle"),
                fields.takeLong("training.seed"),
                earlyStopping(fields),
                stopAtAccuracy(fields, version),
                fields.takeInt("training.threads"),
                fields.takeTruth("training.averageWeights"),
                AugmentationFields.read(fields, version),
                mayHaveAll ? ScheduleFields.read(fields) : Schedule.CONSTANT,
                mayHaveAll && fields.has(FINDS_RATE) && fields.takeTruth(FINDS_RATE),
                mayHaveAll && fields.has(LABEL_SMOOTHING) ? fields.takeDouble(LABEL_SMOOTHING) : 0,
                mayHaveAll && fields.has(WEIGHTING) ? fields.takeEnum(WEIGHTING, Weighting.class) : Weighting.EQUAL,
                version > 10 && fields.has(PRECISION)
                        ? fields.takeEnum(PRECISION, PrecisionChoice.class, EnumSet.of(PrecisionChoice.MIXED))
                        : PrecisionChoice.SINGLE);
    }

    private static Optional<EarlyStopping> earlyStopping(Fields fields) throws MalformedModelException {
        if (!fields.has("earlyStopping.measure")) {
            return Optional.empty();
        }
        return Optional.of(new EarlyStopping(
                fields.takeEnum("earlyStopping.measure", EarlyStopping.Measure.class),
                fields.takeInt("earlyStopping.patience"),
                fields.takeDouble("earlyStopping.minimalImprovement")));
    }

    /** Reads the accuracy that training was to stop at; since version 5, there may be one. */
    private static OptionalDouble stopAtAccuracy(Fields fields, int version) throws MalformedModelException {
        return version > 4 && fields.has(STOP_AT_ACCURACY)
                ? OptionalDouble.of(fields.takeDouble(STOP_AT_ACCURACY))
                : OptionalDouble.empty();
    }
}
