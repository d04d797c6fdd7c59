package org.seqnet.engine.training;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.dl4j.FloatArrays;
import org.seqnet.engine.network.dl4j.ParameterRanges;
import org.seqnet.engine.network.dl4j.ParameterRanges.Rated;
import org.seqnet.engine.network.dl4j.StockNetworks;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;

/**
 * Moves the parameters by one step: mean gradient, clipping, penalty, updater, in this order. Statistics just move. Of
 * an ensemble, the gradient of each member is clipped by itself. What does not learn has gradients of 0, and stays.
 *
 * <p>Adam runs in one pass of our own ({@link FusedAdam}), the other rules in Deeplearning4j's updaters.
 */
abstract class UpdateStep implements AutoCloseable {
    private final ParameterRanges ranges;
    private final float[] statistics;
    private final float l2;
    private final double longestGradient;
    private long steps;

    private UpdateStep(TrainingOptions options, ParameterRanges ranges) {
        this.ranges = ranges;
        this.statistics = new float
                [ranges.statistics().stream()
                        .mapToInt(range -> range.to() - range.from())
                        .sum()];
        this.l2 = (float) options.l2();
        this.longestGradient = options.gradientClipping();
    }

    /** Makes the step for a network of such parameters. */
    static UpdateStep of(TrainingOptions options, ParameterRanges ranges) {
        return options.updater() == Updater.ADAM ? new Fused(options, ranges) : new Library(options, ranges);
    }

    /**
     * Changes the parameters.
     *
     * @param gradients summed over the mini-batch, and what to subtract from statistics; they are overwritten
     * @param batchSize the number of sequences in the mini-batch
     * @param meanWeight the mean of their weights; a gradient may be as many times longer, or else clipping would take
     *     from a rare class what its weight gives it
     * @param learningRate the length of this step
     */
    final void apply(float[] parameters, float[] gradients, int batchSize, double meanWeight, double learningRate) {
        takeStatistics(parameters, gradients);
        int size = ranges.count() / ranges.members();
        for (int from = 0; from < ranges.count(); from += size) {
            scaleAndClip(gradients, from, from + size, 1.0 / batchSize, longestGradient * meanWeight);
        }
        penalize(parameters, gradients);
        move(parameters, gradients, ranges.rates(), steps, learningRate);
        putStatistics(parameters);
        steps++;
    }

    /** Moves a copy of the statistics, and leaves gradients of 0 for them. */
    private void takeStatistics(float[] parameters, float[] gradients) {
        int k = 0;
        for (var range : ranges.statistics()) {
            for (int i = range.from(); i < range.to(); i++, k++) {
                statistics[k] = parameters[i] - gradients[i];
                gradients[i] = 0;
            }
        }
    }

    /** Puts the copy in place: in spite of gradients of 0, a rule may move what the state of a file gives momentum. */
    private void putStatistics(float[] parameters) {
        int k = 0;
        for (var range : ranges.statistics()) {
            System.arraycopy(statistics, k, parameters, range.from(), range.to() - range.from());
            k += range.to() - range.from();
        }
    }

    /** Scales the gradients of a member, as if it learned alone. */
    private static void scaleAndClip(float[] gradients, int from, int to, double mean, double longest) {
        double scale = mean;
        if (longest > 0) {
            double length = scale * Math.sqrt(sumOfSquares(gradients, from, to));
            if (length > longest) {
                scale *= longest / length;
            }
        }
        scale(gradients, from, to, (float) scale);
    }

    private static double sumOfSquares(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }

    private static void scale(float[] values, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            values[i] *= scale;
        }
    }

    /** Adds the penalty's gradient to the weights', if there is a penalty. */
    private void penalize(float[] parameters, float[] gradients) {
        if (l2 > 0) {
            for (var range : ranges.weights()) {
                for (int i = range.from(); i < range.to(); i++) {
                    gradients[i] += l2 * parameters[i];
                }
            }
        }
    }

    /**
     * Goes on where another training ended.
     *
     * @param state what {@link #state} returned there; empty for a rule without any
     * @param stepsBefore what {@link #steps} returned there
     */
    final void restore(float[] state, long stepsBefore) {
        if (state.length > 0) {
            putState(state);
        }
        steps = stepsBefore;
    }

    /** Returns the number of steps so far. */
    final long steps() {
        return steps;
    }

    /**
     * Moves {@code parameters} along {@code gradients}, which may be overwritten.
     *
     * @param rates which of them, and how fast
     */
    abstract void move(float[] parameters, float[] gradients, List<Rated> rates, long stepsBefore, double learningRate);

    /**
     * Returns a copy of what the rule carries from step to step: one number of each parameter, statistics included,
     * then the next of each, in Deeplearning4j's order.
     */
    abstract float[] state();

    /** Takes over what {@link #state} returned, at least one number. */
    abstract void putState(float[] state);

    @Override
    public abstract void close();

    private static final class Fused extends UpdateStep {
        private final FusedAdam adam;

        Fused(TrainingOptions options, ParameterRanges ranges) {
            super(options, ranges);
            this.adam = new FusedAdam(ranges.count());
        }

        @Override
        void move(float[] parameters, float[] gradients, List<Rated> rates, long stepsBefore, double learningRate) {
            for (var rated : rates) {
                adam.step(
                        parameters,
                        gradients,
                        rated.range().from(),
                        rated.range().to(),
                        stepsBefore + 1,
                        learningRate * rated.rate());
            }
        }

        @Override
        float[] state() {
            return adam.state();
        }

        @Override
        void putState(float[] state) {
            adam.restore(state);
        }

        @Override
        public void close() {
            // All on the heap.
        }
    }

    private static final class Library extends UpdateStep {
        private final INDArray row;
        private final INDArray state;
        private final IUpdater setting;
        private final GradientUpdater<?> updater;

        Library(TrainingOptions options, ParameterRanges ranges) {
            super(options, ranges);
            Backend.start();
            int count = ranges.count();
            this.setting = StockNetworks.updater(options.updater(), options.learningRate());
            int stateSize = Math.toIntExact(setting.stateSize(count));
            this.row = Nd4j.createUninitialized(DataType.FLOAT, new long[] {1, count}, 'c');
            this.state = stateSize > 0 ? Nd4j.create(DataType.FLOAT, new long[] {1, stateSize}, 'c') : null;
            this.updater = setting.instantiate(state, state != null);
            if (state != null) {
                updater.setStateViewArray(state, new long[] {1, count}, 'c', true);
            }
        }

        @Override
        void move(float[] parameters, float[] gradients, List<Rated> rates, long stepsBefore, double learningRate) {
            FloatArrays.put(gradients, row, gradients.length);
            // Deeplearning4j's own schedules are not used: the epoch is always 0.
            setting.setLrAndSchedule(learningRate, null);
            updater.applyUpdater(row, Math.toIntExact(stepsBefore), 0);
            FloatArrays.get(row, gradients, gradients.length);
            for (var rated : rates) {
                // Not by the learning rate: not every rule has one.
                float rate = (float) rated.rate();
                for (int i = rated.range().from(); i < rated.range().to(); i++) {
                    parameters[i] -= rate * gradients[i];
                }
            }
        }

        @Override
        float[] state() {
            if (state == null) {
                return new float[0];
            }
            var copy = new float[Math.toIntExact(state.length())];
            FloatArrays.get(state, copy, copy.length);
            return copy;
        }

        @Override
        void putState(float[] values) {
            FloatArrays.put(values, state, values.length);
        }

        @Override
        public void close() {
            row.close();
            if (state != null) {
                state.close();
            }
        }
    }
}
