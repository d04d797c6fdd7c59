package org.seqnet.engine.kernel;

import java.util.Optional;

/**
 * What a recurrent layer reads: its input, and where they exist the state that the sequences start with and a mask.
 *
 * @param steps N x T x F
 * @param initial state before the first step; zeros if empty
 * @param mask N x T, row-major: output and cell of step t of sequence n are multiplied by {@code mask[n * T + t]}, as
 *     Deeplearning4j does it; 0 marks padding
 */
public record LayerInput(SequenceView steps, Optional<LayerState> initial, Optional<float[]> mask) {

    public static LayerInput of(SequenceView steps) {
        return new LayerInput(steps, Optional.empty(), Optional.empty());
    }

    public LayerInput startingAt(LayerState state) {
        return new LayerInput(steps, Optional.of(state), mask);
    }

    public LayerInput masked(float[] values) {
        return new LayerInput(steps, initial, Optional.of(values));
    }

    void check(LayerShape shape) {
        if (steps.features() != shape.inputs()) {
            throw new IllegalArgumentException("The layer reads " + shape.inputs()
                    + " features a time step; its input has " + steps.features() + ".");
        }
        initial.ifPresent(state -> state.check(steps.sequences(), shape));
        long expected = (long) steps.sequences() * steps.timeSteps();
        if (mask.isPresent() && mask.get().length != expected) {
            throw new IllegalArgumentException("The mask of " + steps.sequences() + " sequences of " + steps.timeSteps()
                    + " time steps needs " + expected + " values, not " + mask.get().length + ".");
        }
    }
}
