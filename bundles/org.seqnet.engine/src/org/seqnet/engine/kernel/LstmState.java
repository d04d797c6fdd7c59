package org.seqnet.engine.kernel;

/**
 * Holds what an LSTM layer carries from one time step to the next, for each of N sequences.
 *
 * @param output h, N x H, row-major
 * @param cell c, N x H, row-major
 */
public record LstmState(float[] output, float[] cell) {

    /** Makes the state that a sequence starts with. */
    public static LstmState zeros(int sequences, LstmShape shape) {
        int length = Math.multiplyExact(sequences, shape.units());
        return new LstmState(new float[length], new float[length]);
    }

    void check(int sequences, LstmShape shape) {
        long expected = (long) sequences * shape.units();
        if (output.length < expected || cell.length < expected) {
            throw new IllegalArgumentException("The state of " + sequences + " sequences and " + shape.units()
                    + " units needs " + expected + " values, not " + Math.min(output.length, cell.length) + ".");
        }
    }
}
