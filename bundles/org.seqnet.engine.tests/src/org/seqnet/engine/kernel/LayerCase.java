package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.seqnet.engine.network.Cell;

/** A random mini-batch, parameters and gradient from above, to be run through any kernel. */
record LayerCase(
        LayerShape shape,
        int sequences,
        int timeSteps,
        LayerParameters parameters,
        LayerInput input,
        SequenceView outputGradient,
        int firstStep) {

    /** What a kernel made of a case, flat. */
    record Result(
            float[] output, float[] lastOutput, float[] lastCell, float[] dx, float[] dw, float[] dr, float[] db) {
        float[][] all() {
            return new float[][] {output, lastOutput, lastCell, dx, dw, dr, db};
        }
    }

    static LayerCase random(Cell cell, int n, int t, int f, int h, long seed) {
        Random random = new Random(seed);
        LayerShape shape = new LayerShape(cell, f, h);
        LayerParameters parameters = new LayerParameters(
                uniform(random, f * shape.gates(), 1 / Math.sqrt(f)),
                uniform(random, h * shape.gates(), 1 / Math.sqrt(h)),
                uniform(random, shape.gates(), 1));
        LayerInput input = LayerInput.of(SequenceView.bySequence(uniform(random, n * t * f, 1), n, t, f));
        SequenceView gradient = SequenceView.bySequence(uniform(random, n * t * h, 1), n, t, h);
        return new LayerCase(shape, n, t, parameters, input, gradient, 0);
    }

    LayerCase startingAtRandomState(long seed) {
        Random random = new Random(seed);
        LayerState state = LayerState.zeros(sequences, shape);
        for (int k = 0; k < state.output().length; k++) {
            state.output()[k] = random.nextFloat() - 0.5f;
            state.cell()[k] = random.nextFloat() - 0.5f;
        }
        return with(input.startingAt(state));
    }

    /** Masks a different number of steps at both ends of every sequence, and every fourth one by half. */
    LayerCase masked() {
        float[] mask = new float[sequences * timeSteps];
        for (int n = 0; n < sequences; n++) {
            for (int t = n % 2; t < timeSteps - n % 3; t++) {
                mask[n * timeSteps + t] = n % 4 == 3 ? 0.5f : 1;
            }
        }
        return with(input.masked(mask));
    }

    LayerCase truncatedAt(int step) {
        return new LayerCase(shape, sequences, timeSteps, parameters, input, outputGradient, step);
    }

    LayerCase with(LayerInput other) {
        return new LayerCase(shape, sequences, timeSteps, parameters, other, outputGradient, firstStep);
    }

    Result run(RecurrentKernel kernel) {
        float[] output = new float[sequences * timeSteps * shape.units()];
        kernel.forward(
                parameters,
                input,
                SequenceView.bySequence(FloatBuffer.wrap(output), sequences, timeSteps, shape.units()),
                true);
        LayerState last = LayerState.zeros(sequences, shape);
        kernel.copyLastState(last);
        float[] dx = new float[sequences * timeSteps * shape.inputs()];
        Arrays.fill(dx, Float.NaN);
        LayerParameters gradients = LayerParameters.zeros(shape);
        kernel.backward(
                outputGradient,
                firstStep,
                Optional.of(SequenceView.bySequence(FloatBuffer.wrap(dx), sequences, timeSteps, shape.inputs())),
                gradients);
        return new Result(
                output,
                last.output(),
                last.cell(),
                dx,
                gradients.inputWeights().array(),
                gradients.recurrentWeights().array(),
                gradients.bias().array());
    }

    static FloatBuffer uniform(Random random, int length, double limit) {
        FloatBuffer buffer = FloatBuffer.allocate(length);
        for (int k = 0; k < length; k++) {
            buffer.put(k, (float) ((2 * random.nextDouble() - 1) * limit));
        }
        return buffer;
    }

    /**
     * Returns how far probabilities may lie apart that the same network computes in another order. Squashed units are at
     * most 1; rectified ones grow from step to step, to some ten in these tests, and single precision rounds a sum by
     * its size: processors differ in the order in which they add, and in whether they round between a product and its
     * sum.
     */
    static float rounding(Cell cell) {
        return cell == Cell.RNN_RELU ? 1e-5f : 1e-6f;
    }
}
