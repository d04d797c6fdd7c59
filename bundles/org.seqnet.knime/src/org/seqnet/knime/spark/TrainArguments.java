package org.seqnet.knime.spark;

import java.util.Locale;
import java.util.stream.Collectors;
import org.seqnet.engine.augmentation.Transformation;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.knime.learner.LearnedParameters.Learned;
import org.seqnet.knime.learner.LearningPlan;

/** States a training as arguments of {@code train}, every setting of it: a default may differ there. */
final class TrainArguments {
    private TrainArguments() {}

    /** Returns what stands for a constant: its name in lower case, with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Adds what is learned, by which network, and how. */
    static void add(LearningPlan plan, boolean validates, Arguments arguments) {
        learned(plan, arguments);
        NetworkArguments.add(plan, arguments);
        preprocessing(plan.preprocessing(), arguments);
        arguments.with("--seed", plan.options().seed());
        options(plan, arguments);
        stopping(plan, validates, arguments);
    }

    private static void learned(LearningPlan plan, Arguments arguments) {
        var option =
                switch (plan.learned()) {
                    case CLASS -> "--label";
                    case LABELS -> "--labels";
                    case VALUES -> "--targets";
                    case STEPS -> "--step-labels";
                };
        arguments.with(option, plan.columns().toArray());
        plan.weightColumn().ifPresent(column -> arguments.with("--weight", column));
        arguments.flag("--balanced", plan.options().weighting() == Weighting.BALANCED);
        if (plan.learned() == Learned.VALUES) {
            loss(plan.valueLoss(), arguments);
        }
    }

    private static void loss(ValueLoss loss, Arguments arguments) {
        loss.fold(
                squared -> arguments.with("--loss", "squared"),
                absolute -> arguments.with("--loss", "absolute"),
                huber -> arguments.with("--loss", "huber").with("--huber-delta", huber.delta()),
                quantiles -> arguments
                        .with("--loss", "quantiles")
                        .with(
                                "--quantiles",
                                quantiles.levels().stream().map(String::valueOf).collect(Collectors.joining(","))));
    }

    private static void preprocessing(PreprocessingRule rule, Arguments arguments) {
        arguments
                .with("--scaling", rule.scale().map(TrainArguments::word).orElse("automatic"))
                .with("--fill-missing", rule.filling() == Filling.TRAINING_MEAN ? "mean" : word(rule.filling()))
                .flag("--mask", rule.mask());
    }

    private static void options(LearningPlan plan, Arguments arguments) {
        var options = plan.options();
        arguments
                .with("--epochs", options.epochs())
                .with("--batch-size", plan.fitsBatchSize() ? "automatic" : options.batchSize())
                .with("--optimizer", word(options.updater()))
                .with("--l2", options.l2())
                .with("--gradient-clipping", options.gradientClipping())
                .with(options.averageWeights() ? "--average-weights" : "--no-average-weights")
                .with(options.shuffle() ? "--shuffle" : "--no-shuffle");
        if (plan.learned() != Learned.VALUES) {
            arguments.with("--label-smoothing", options.labelSmoothing());
        }
        if (options.findsLearningRate()) {
            arguments.with("--find-learning-rate");
        } else {
            arguments.with("--learning-rate", options.learningRate());
        }
        schedule(options.schedule(), arguments);
        options.augmentation().transformations().forEach(change -> augmentation(change, arguments));
    }

    private static void schedule(Schedule schedule, Arguments arguments) {
        schedule.fold(
                constant -> arguments.with("--schedule", "constant"),
                cosine -> arguments.with("--schedule", "cosine").with("--final-fraction", cosine.finalShare()),
                oneCycle -> arguments.with("--schedule", "one-cycle"),
                plateau -> arguments
                        .with("--schedule", "reduce-on-plateau")
                        .with("--plateau-factor", plateau.factor())
                        .with("--plateau-patience", plateau.patience()));
        if (schedule.warmUpEpochs() > 0) {
            arguments.with("--warm-up", schedule.warmUpEpochs());
        }
    }

    private static void augmentation(Transformation change, Arguments arguments) {
        switch (change.kind()) {
            case CROP -> arguments.with("--crop", change.strength());
            case TIME_WARP -> arguments.with("--time-warping", change.strength());
            case SCALING -> arguments.with("--feature-scaling", change.strength());
            case JITTER -> arguments.with("--jitter", change.strength());
            case HORIZONTAL_FLIP -> arguments.with("--horizontal-flip");
            case VERTICAL_FLIP -> arguments.with("--vertical-flip");
            case ROTATION -> arguments.with("--rotation", change.strength());
            case SHIFT -> arguments.with("--shift", change.strength());
            case CUTOUT -> arguments.with("--cutout", change.strength());
        }
    }

    private static void stopping(LearningPlan plan, boolean validates, Arguments arguments) {
        plan.options()
                .earlyStopping()
                .filter(any -> validates)
                .ifPresentOrElse(rule -> early(rule, arguments), () -> arguments.with("--no-early-stopping"));
        target(plan.options(), arguments);
        if (plan.minutes() > 0) {
            arguments.with("--time-limit", plan.minutes());
        }
    }

    private static void early(EarlyStopping rule, Arguments arguments) {
        arguments
                .with("--early-stopping")
                .with("--measure", rule.measure() == Measure.VALIDATION_LOSS ? "loss" : "accuracy")
                .with("--patience", rule.patience())
                .with("--minimum-improvement", rule.minimalImprovement());
    }

    private static void target(TrainingOptions options, Arguments arguments) {
        options.stopAtAccuracy().ifPresent(accuracy -> arguments.with("--target-accuracy", accuracy));
    }
}
