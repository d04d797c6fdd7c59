package org.seqnet.engine.training;

import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.engine.options.TrainingOptions;

/** The learning rate of each step of a training, which counts its steps from 0 whatever was trained before. */
final class LearningRates {
    private final TrainingOptions options;
    private final long steps;
    private final long warmUpSteps;
    private double reduction = 1;
    private double leastLoss = Double.POSITIVE_INFINITY;
    private int epochsWithoutImprovement;

    /** @param stepsPerEpoch the number of mini-batches of an epoch */
    LearningRates(TrainingOptions options, int stepsPerEpoch) {
        this.options = options;
        this.steps = (long) options.epochs() * stepsPerEpoch;
        this.warmUpSteps = Math.round(options.schedule().warmUpEpochs() * stepsPerEpoch);
    }

    /** Returns the rate of a step. */
    double at(long step) {
        double rate = options.learningRate();
        return step < warmUpSteps
                ? rate * (step + 1) / warmUpSteps
                : options.schedule()
                        .fold(
                                constant -> rate,
                                cosine -> cosine(cosine, step),
                                oneCycle -> oneCycle(step),
                                plateau -> rate * reduction);
    }

    private double cosine(Cosine cosine, long step) {
        double rate = options.learningRate();
        return between(rate, rate * cosine.finalShare(), (double) (step - warmUpSteps) / (steps - warmUpSteps));
    }

    private double oneCycle(long step) {
        double highest = options.learningRate();
        double first = highest / OneCycle.START_DIVISOR;
        double top = Math.max(0, OneCycle.RISE * steps - 1);
        double last = steps - 1;
        if (step < top) {
            return between(first, highest, step / top);
        }
        return last == top ? highest : between(highest, first / OneCycle.END_DIVISOR, (step - top) / (last - top));
    }

    /** Goes from one rate to another along half a cosine. */
    private static double between(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    /** Takes notice of what an epoch has cost: on the validation data, or on the training data if there is none. */
    void epochEnded(double loss) {
        options.schedule().fold(constant -> reduction, cosine -> reduction, oneCycle -> reduction, plateau -> {
            watch(plateau, loss);
            return reduction;
        });
    }

    private void watch(ReduceOnPlateau plateau, double loss) {
        if (loss < leastLoss * (1 - ReduceOnPlateau.LEAST_IMPROVEMENT)) {
            leastLoss = loss;
            epochsWithoutImprovement = 0;
        } else if (++epochsWithoutImprovement >= plateau.patience()) {
            reduction = Math.max(ReduceOnPlateau.LEAST_SHARE, reduction * plateau.factor());
            epochsWithoutImprovement = 0;
        }
    }
}
