package org.seqnet.engine.kernel;

/**
 * A layer's equations one by one, in double precision and without a thought for speed. Arrays are
 * {@code [sequence][step][feature]}; weights {@code [row][column]}, a column for each unit of each gate.
 */
interface ReferenceEquations {

    /** dL/dW, dL/dR, dL/db and dL/dx. */
    record Gradients(double[][] w, double[][] r, double[] b, double[][][] x) {}

    /**
     * Returns h, N x T x H.
     *
     * @param c0 the cell before the first step, N x H; cells without one do not read it
     * @param masks N x T
     */
    double[][][] forward(double[][][] input, double[][] h0, double[][] c0, double[][] masks);

    /** Returns h after this many steps, N x H. */
    double[][] lastOutput(int steps);

    /** Returns the cell after this many steps, N x H; zeros where there is none. */
    double[][] lastCell(int steps);

    /**
     * Returns the gradients for {@code outputGradient} = dL/dh, N x T x H, through the steps from {@code firstStep}
     * on.
     */
    Gradients backward(double[][][] outputGradient, int firstStep);
}
