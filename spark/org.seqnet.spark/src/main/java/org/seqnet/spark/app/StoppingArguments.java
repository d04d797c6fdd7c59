package org.seqnet.spark.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import picocli.CommandLine.Option;

/** When training stops before its last epoch, and which network it keeps then. */
final class StoppingArguments {
    @Option(
            names = "--early-stopping",
            negatable = true,
            description = "Whether training stops once the validation measure no longer improves, and keeps the "
                    + "network of the best epoch. Default: --early-stopping with validation data and without preset.")
    private Boolean earlyStopping;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "The epochs without improvement after which it stops, at least 1. Default: 20.")
    private Integer patience;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            converter = Measures.class,
            completionCandidates = Measures.class,
            description = "The validation measure: ${COMPLETION-CANDIDATES} (R² of values). Default: loss.")
    private Measure measure;

    @Option(
            names = "--minimum-improvement",
            paramLabel = "X",
            description = "The smallest improvement that counts, at least 0. Default: 0 (any).")
    private Double minimumImprovement;

    @Option(
            names = "--target-accuracy",
            paramLabel = "X",
            description = "Stops after the first epoch with this validation accuracy, or R² of values; with the "
                    + "training accuracy if there are no validation data. Greater than 0, at most 1. Default: off.")
    private Double targetAccuracy;

    @Option(
            names = "--time-limit",
            paramLabel = "MINUTES",
            description = "Stops after so many minutes with the network it has, at least 0. Default: 0 (no limit).")
    private Double timeLimit;

    static final class Measures extends Choice<Measure> {
        Measures() {
            super(List.of("loss", "accuracy"), List.of(Measure.VALIDATION_LOSS, Measure.VALIDATION_ACCURACY));
        }
    }

    /**
     * Sets what stops training.
     *
     * @param usually whether training stops early unless it is told otherwise
     * @param validates whether there are validation data
     * @throws WrongArgument if a value is outside its range, or there are no data to validate on
     */
    void set(TrainingOptions.Draft draft, boolean usually, boolean validates) {
        boolean isAsked = earlyStopping != null && earlyStopping;
        if (isAsked && !validates) {
            throw new WrongArgument("--early-stopping: there are no validation data. Set --validation or "
                    + "--validation-share, or leave --early-stopping out.");
        }
        boolean stops = validates && Objects.requireNonNullElse(earlyStopping, usually);
        require("--patience", patience, stops);
        require("--measure", measure, stops);
        require("--minimum-improvement", minimumImprovement, stops);
        draft.earlyStopping = stops ? Optional.of(rule()) : Optional.empty();
        draft.stopAtAccuracy = targetAccuracy == null ? OptionalDouble.empty() : OptionalDouble.of(targetAccuracy);
    }

    private EarlyStopping rule() {
        return WrongArgument.naming(
                Map.of(
                        "Early stopping, patience", "--patience",
                        "Early stopping, minimum improvement", "--minimum-improvement"),
                () -> new EarlyStopping(
                        Objects.requireNonNullElse(measure, Measure.VALIDATION_LOSS),
                        Objects.requireNonNullElse(patience, 20),
                        Objects.requireNonNullElse(minimumImprovement, 0.0)));
    }

    private static void require(String option, Object value, boolean stops) {
        if (value != null && !stops) {
            throw new WrongArgument("%s: training does not stop early. Add --early-stopping, or leave %s out."
                    .formatted(option, option));
        }
    }

    /**
     * Returns how long training may take, if that is limited.
     *
     * @throws WrongArgument if the limit is no duration
     */
    Optional<Duration> timeLimit() {
        if (timeLimit == null || timeLimit == 0) {
            return Optional.empty();
        }
        if (!(timeLimit > 0) || Double.isInfinite(timeLimit)) {
            throw new WrongArgument("--time-limit: %s minutes is not a number of at least 0.".formatted(timeLimit));
        }
        return Optional.of(Duration.ofNanos((long) (timeLimit * 60e9)));
    }
}
