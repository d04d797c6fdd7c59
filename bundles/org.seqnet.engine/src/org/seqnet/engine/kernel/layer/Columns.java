package org.seqnet.engine.kernel.layer;

/**
 * Some columns of rows, of which each sequence of a mini-batch has one at its position in the {@link StepOrder}.
 *
 * @param rows all columns, row by row
 * @param width the number of all columns
 * @param first the first of these columns
 */
public record Columns(float[] rows, int width, int first) {

    /** Returns where the first of these columns of a sequence stands. */
    public int at(int position) {
        return position * width + first;
    }
}
