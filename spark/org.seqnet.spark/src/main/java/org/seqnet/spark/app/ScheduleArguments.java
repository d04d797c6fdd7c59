package org.seqnet.spark.app;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import picocli.CommandLine.Option;

/** Where the learning rate comes from and how it changes. */
final class ScheduleArguments {
    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "The step size of weight updates, greater than 0. Default: 0.001.")
    private Double learningRate;

    @Option(
            names = "--find-learning-rate",
            description = "Finds the learning rate by a test of up to 100 mini-batches before training. Default: off.")
    private boolean findLearningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = Schedules.class,
            completionCandidates = Schedules.class,
            description = "How the learning rate changes: ${COMPLETION-CANDIDATES}. Default: constant.")
    private Kind schedule;

    @Option(
            names = "--final-fraction",
            paramLabel = "X",
            description = "With cosine, the fraction of the learning rate at the end, 0 to 1. Default: 0.")
    private Double finalFraction;

    @Option(
            names = "--plateau-factor",
            paramLabel = "X",
            description = "With reduce-on-plateau, what the learning rate is multiplied by, greater than 0, less than "
                    + "1. Default: 0.5.")
    private Double plateauFactor;

    @Option(
            names = "--plateau-patience",
            paramLabel = "N",
            description = "With reduce-on-plateau, the epochs without a decrease in loss before that, at least 1. "
                    + "Default: 2.")
    private Integer plateauPatience;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "The epochs, not necessarily whole, in which the learning rate first increases from nearly "
                    + "0, at least 0 and at most --epochs. Not with one-cycle. Default: 0.")
    private Double warmUp;

    /** The schedules. */
    enum Kind {
        CONSTANT,
        COSINE,
        ONE_CYCLE,
        REDUCE_ON_PLATEAU
    }

    static final class Schedules extends Choice<Kind> {
        Schedules() {
            super(Kind.values());
        }
    }

    /**
     * Sets the learning rate and its schedule.
     *
     * @throws WrongArgument if a value is outside its range, or of another schedule
     */
    void set(TrainingOptions.Draft draft) {
        if (findLearningRate && learningRate != null) {
            throw new WrongArgument("--find-learning-rate: --learning-rate is set. Leave one of them out.");
        }
        TrainingArguments.set(learningRate, value -> draft.learningRate = value);
        draft.findsLearningRate = findLearningRate;
        var kind = Objects.requireNonNullElseGet(schedule, () -> kind(draft.schedule));
        require("--final-fraction", finalFraction, kind, Set.of(Kind.COSINE));
        require("--plateau-factor", plateauFactor, kind, Set.of(Kind.REDUCE_ON_PLATEAU));
        require("--plateau-patience", plateauPatience, kind, Set.of(Kind.REDUCE_ON_PLATEAU));
        require("--warm-up", warmUp, kind, Set.of(Kind.CONSTANT, Kind.COSINE, Kind.REDUCE_ON_PLATEAU));
        draft.schedule = WrongArgument.naming(
                Map.of(
                        "Warm-up", "--warm-up",
                        "Final learning rate", "--final-fraction",
                        "Reduce on plateau, factor", "--plateau-factor",
                        "Reduce on plateau, patience", "--plateau-patience"),
                () -> schedule(kind));
    }

    private Schedule schedule(Kind kind) {
        double warmUpEpochs = Objects.requireNonNullElse(warmUp, 0.0);
        return switch (kind) {
            case CONSTANT -> new Schedule.Constant(warmUpEpochs);
            case COSINE -> new Schedule.Cosine(warmUpEpochs, Objects.requireNonNullElse(finalFraction, 0.0));
            case ONE_CYCLE -> new Schedule.OneCycle();
            case REDUCE_ON_PLATEAU -> new Schedule.ReduceOnPlateau(
                    warmUpEpochs,
                    Objects.requireNonNullElse(plateauFactor, 0.5),
                    Objects.requireNonNullElse(plateauPatience, 2));
        };
    }

    private static Kind kind(Schedule preset) {
        return preset.fold(
                constant -> Kind.CONSTANT,
                cosine -> Kind.COSINE,
                oneCycle -> Kind.ONE_CYCLE,
                plateau -> Kind.REDUCE_ON_PLATEAU);
    }

    private static void require(String option, Object value, Kind chosen, Set<Kind> possible) {
        if (value != null && !possible.contains(chosen)) {
            throw new WrongArgument(
                    "%s: the schedule %s has no such setting. Choose another --schedule, or leave %s out."
                            .formatted(option, Choice.word(chosen), option));
        }
    }
}
