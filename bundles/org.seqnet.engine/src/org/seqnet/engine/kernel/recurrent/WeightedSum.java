package org.seqnet.engine.kernel.recurrent;

import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Cell;

/**
 * One of the sums that a step of a cell begins with: of the input x, of the output h of the step before, or of both,
 * and of a bias of its own.
 *
 * @param input which gate's input weights x is multiplied by; -1 if x is no part of it
 * @param recurrent which gate's recurrent weights h is multiplied by; -1 if h is no part of it
 * @param scale what these weights and the bias are multiplied by before products are made of them
 */
record WeightedSum(int input, int recurrent, float scale) {
    private static final int NONE = -1;

    /** Returns the sums of a cell, in the order of their biases. */
    static List<WeightedSum> of(Cell cell) {
        return switch (cell) {
            case LSTM -> IntStream.range(0, LstmSteps.GATES)
                    .mapToObj(gate -> new WeightedSum(gate, gate, LstmSteps.scale(gate)))
                    .toList();
            case GRU -> List.of(
                    new WeightedSum(0, 0, GruSteps.SIGMOID_SCALE),
                    new WeightedSum(1, 1, GruSteps.SIGMOID_SCALE),
                    new WeightedSum(2, NONE, 1f),
                    new WeightedSum(NONE, 2, 1f));
            case RNN_TANH, RNN_RELU -> List.of(new WeightedSum(0, 0, 1f));
        };
    }

    boolean readsInput() {
        return input != NONE;
    }

    boolean readsOutput() {
        return recurrent != NONE;
    }

    /** Returns the first column of {@link StepRows} that is part of it; in the first step of sequences, h is zero. */
    int firstColumn(LayerShape shape, boolean isFirstStep) {
        return readsOutput() && !isFirstStep ? 0 : shape.units();
    }

    /** Returns the end of the columns of {@link StepRows} that are part of it. */
    int endColumn(LayerShape shape) {
        return readsInput() ? StepRows.width(shape) : shape.units() + 1;
    }
}
