package org.seqnet.engine.training;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.seqnet.engine.network.dl4j.FloatArrays;
import org.seqnet.engine.network.dl4j.StockNetworks;
import org.seqnet.engine.network.dl4j.WeightRanges;

/**
 * Moves the parameters by one step: mean gradient, clipping, penalty, updater, in this order.
 *
 * <p>Adam runs in one pass of our own ({@link FusedAdam}), the other rules in Deeplearning4j's updaters.
 */
abstract class UpdateStep implements AutoCloseable {
    private final float[] gradients;
    private final WeightRanges weights;
    private final float l2;
    private final double longestGradient;
    private long steps;

    private UpdateStep(TrainingOptions options, WeightRanges weights) {
        this.gradients = new float[weights.parameterCount()];
        this.weights = weights;
        this.l2 = (float) options.l2();
        this.longestGradient = options.gradientClipping();
    }

    /** Makes the step for a network whose weights stand at {@code weights}, the other parameters being biases. */
    static UpdateStep of(TrainingOptions options, WeightRanges weights) {
        return options.updater() == Updater.ADAM ? new Fused(options, weights) : new Library(options, weights);
    }

    /**
     * Changes the parameters.
     *
     * @param sums the gradients, summed over the mini-batch
     * @param batchSize the number of sequences in the mini-batch
     */
    final void apply(INDArray parameters, INDArray sums, int batchSize) {
        FloatArrays.get(sums, gradients, gradients.length);
        double scale = 1.0 / batchSize;
        if (longestGradient > 0) {
            double length = scale * Math.sqrt(sumOfSquares(gradients));
            if (length > longestGradient) {
                scale *= longestGradient / length;
            }
        }
        move(parameters, gradients, (float) scale, steps);
        steps++;
    }

    private static double sumOfSquares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    /** Adds the penalty's gradient to the weights', if there is a penalty. */
    final void penalize(float[] parameters, float[] scaledGradients) {
        if (l2 > 0) {
            weights.forEach((from, to) -> {
                for (int i = from; i < to; i++) {
                    scaledGradients[i] += l2 * parameters[i];
                }
            });
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

    /** Moves parameters along {@code scale * gradients}; {@code gradients} may be overwritten. */
    abstract void move(INDArray parameters, float[] gradientSums, float scale, long stepsBefore);

    /** Returns a copy of what the rule carries from step to step, in Deeplearning4j's order. */
    abstract float[] state();

    /** Takes over what {@link #state} returned, at least one number. */
    abstract void putState(float[] state);

    @Override
    public abstract void close();

    private static final class Fused extends UpdateStep {
        private final FusedAdam adam;
        private final float[] parameters;

        Fused(TrainingOptions options, WeightRanges weights) {
            super(options, weights);
            this.parameters = new float[weights.parameterCount()];
            this.adam = new FusedAdam(parameters.length, options.learningRate());
        }

        @Override
        void move(INDArray target, float[] gradients, float scale, long stepsBefore) {
            FloatArrays.get(target, parameters, parameters.length);
            scale(gradients, scale);
            penalize(parameters, gradients);
            adam.step(parameters, gradients, stepsBefore + 1);
            FloatArrays.put(parameters, target, parameters.length);
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
        private final float[] parameters;
        private final INDArray row;
        private final INDArray state;
        private final GradientUpdater<?> updater;

        Library(TrainingOptions options, WeightRanges weights) {
            super(options, weights);
            int count = weights.parameterCount();
            var setting = StockNetworks.updater(options.updater(), options.learningRate());
            int stateSize = Math.toIntExact(setting.stateSize(count));
            this.parameters = new float[count];
            this.row = Nd4j.createUninitialized(DataType.FLOAT, new long[] {1, count}, 'c');
            this.state = stateSize > 0 ? Nd4j.create(DataType.FLOAT, new long[] {1, stateSize}, 'c') : null;
            this.updater = setting.instantiate(state, state != null);
            if (state != null) {
                updater.setStateViewArray(state, new long[] {1, count}, 'c', true);
            }
        }

        @Override
        void move(INDArray target, float[] gradients, float scale, long stepsBefore) {
            FloatArrays.get(target, parameters, parameters.length);
            scale(gradients, scale);
            penalize(parameters, gradients);
            FloatArrays.put(gradients, row, gradients.length);
            // Schedules by epoch are not used: the epoch is always 0.
            updater.applyUpdater(row, Math.toIntExact(stepsBefore), 0);
            FloatArrays.get(row, gradients, gradients.length);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] -= gradients[i];
            }
            FloatArrays.put(parameters, target, parameters.length);
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

    private static void scale(float[] values, float scale) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
    }
}
