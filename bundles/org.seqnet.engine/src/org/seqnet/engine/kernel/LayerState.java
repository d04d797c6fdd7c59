package org.seqnet.engine.kernel;

/**
 * Holds what a recurrent layer carries from one time step to the next, for each of N sequences.
 *
 * @param output h, N x H, row-major
 * @param cell c, N x H, row-major; zeros for layers without such cells
 */
public record LayerState(float[] output, float[] cell) {

    /** Makes the state that a sequence starts with. */
    public static LayerState zeros(int sequences, LayerShape shape) {
        int length = Math.multiplyExact(sequences, shape.units());
        return new LayerState(new float[length], new float[length]);
    }

    void check(int sequences, LayerShape shape) {
        long expected = (long) sequences * shape.units();
        if (output.length < expected || cell.length < expected) {
            throw new IllegalArgumentException("The state of " + sequences + " sequences and " + shape.units()
                    + " units needs " + expected + " values, not " + Math.min(output.length, cell.length) + ".");
        }
    }
}
