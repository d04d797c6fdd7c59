package org.seqnet.engine.options;

import java.util.function.Function;
import org.seqnet.engine.SeqNetException;

/**
 * How the learning rate changes from step to step. A training that is resumed begins its schedule anew, over its own
 * epochs.
 */
public sealed interface Schedule {
    /** The learning rate at every step. */
    Schedule CONSTANT = new Constant(0);

    /**
     * Returns in how many epochs, which need not be whole, the rate rises first, in equal steps from nearly 0 to the
     * learning rate.
     */
    double warmUpEpochs();

    /** Calls the function for this kind of schedule. */
    <T> T fold(
            Function<Constant, T> constant,
            Function<Cosine, T> cosine,
            Function<OneCycle, T> oneCycle,
            Function<ReduceOnPlateau, T> plateau);

    /** Returns the same course over a part of the epochs: the warm-up is as much shorter. */
    default Schedule shortened(double part) {
        return fold(
                constant -> new Constant(part * constant.warmUpEpochs),
                cosine -> new Cosine(part * cosine.warmUpEpochs, cosine.finalShare),
                oneCycle -> oneCycle,
                plateau -> new ReduceOnPlateau(part * plateau.warmUpEpochs, plateau.factor, plateau.patience));
    }

    /** The learning rate, after a warm-up. */
    record Constant(double warmUpEpochs) implements Schedule {
        public Constant {
            requireWarmUp(warmUpEpochs);
        }

        @Override
        public <T> T fold(
                Function<Constant, T> constant,
                Function<Cosine, T> cosine,
                Function<OneCycle, T> oneCycle,
                Function<ReduceOnPlateau, T> plateau) {
            return constant.apply(this);
        }
    }

    /**
     * Half a cosine from the learning rate, after a warm-up, to a share of it at the end of all epochs (Loshchilov and
     * Hutter, 2017, arXiv:1608.03983, without restarts).
     *
     * @param finalShare from 0 to 1
     */
    record Cosine(double warmUpEpochs, double finalShare) implements Schedule {
        public Cosine {
            requireWarmUp(warmUpEpochs);
            if (!(finalShare >= 0 && finalShare <= 1)) {
                throw new SeqNetException(
                        "Final learning rate: " + finalShare + " of the learning rate is not between " + "0 and 1.");
            }
        }

        @Override
        public <T> T fold(
                Function<Constant, T> constant,
                Function<Cosine, T> cosine,
                Function<OneCycle, T> oneCycle,
                Function<ReduceOnPlateau, T> plateau) {
            return cosine.apply(this);
        }
    }

    /**
     * One cycle (Smith and Topin, 2018, arXiv:1708.07120): half a cosine up to the learning rate in the first part of
     * all steps, then one down to nearly 0. The constants are those of PyTorch's OneCycleLR; momentum does not cycle.
     */
    record OneCycle() implements Schedule {
        /** The share of all steps in which the rate rises. */
        public static final double RISE = 0.3;
        /** What the learning rate is divided by at the first step. */
        public static final double START_DIVISOR = 25;
        /** What the rate of the first step is divided by at the last. */
        public static final double END_DIVISOR = 1e4;

        @Override
        public double warmUpEpochs() {
            return 0;
        }

        @Override
        public <T> T fold(
                Function<Constant, T> constant,
                Function<Cosine, T> cosine,
                Function<OneCycle, T> oneCycle,
                Function<ReduceOnPlateau, T> plateau) {
            return oneCycle.apply(this);
        }
    }

    /**
     * The learning rate, after a warm-up, multiplied by a factor whenever the loss has not become less for some epochs:
     * that of the validation data, or of the training data where there is none.
     *
     * @param factor greater than 0 and less than 1
     * @param patience how many epochs in a row may fail to improve by {@value #LEAST_IMPROVEMENT} of the least loss
     */
    record ReduceOnPlateau(double warmUpEpochs, double factor, int patience) implements Schedule {
        /** The share of the least loss by which an epoch must fall below it. */
        public static final double LEAST_IMPROVEMENT = 1e-4;
        /** The rate falls to no less than this share of the learning rate. */
        public static final double LEAST_SHARE = 1e-6;

        public ReduceOnPlateau {
            requireWarmUp(warmUpEpochs);
            if (!(factor > 0 && factor < 1)) {
                throw new SeqNetException(
                        "Reduce on plateau, factor: " + factor + " is not greater than 0 and less than 1.");
            }
            if (patience < 1) {
                throw new SeqNetException("Reduce on plateau, patience: " + patience + " is not at least 1 epoch.");
            }
        }

        @Override
        public <T> T fold(
                Function<Constant, T> constant,
                Function<Cosine, T> cosine,
                Function<OneCycle, T> oneCycle,
                Function<ReduceOnPlateau, T> plateau) {
            return plateau.apply(this);
        }
    }

    private static void requireWarmUp(double epochs) {
        if (!(epochs >= 0) || Double.isInfinite(epochs)) {
            throw new SeqNetException("Warm-up: " + epochs + " epochs is not a non-negative number (0 disables it).");
        }
    }
}
