package org.seqnet.engine.kernel;

/**
 * A layer's equations one by one, in double precision and without a thought for speed. Arrays are
 * {@code [sequence][step][feature]}; weights {@code [row][column]}, a column for each unit of each gate.
 */
interface ReferenceEquations {

    /** dL/dW, dL/dR, dL/db and dL/dx. */
    record Gradients(double[][] w, double[][] r, double[] b, double[][][] x) {}

    /** Returns h, N x T x H, of sequences that start at zero. */
    double[][][] forward(double[][][] input);

    /** Returns the gradients for {@code outputGradient} = dL/dh, N x T x H. */
    Gradients backward(double[][][] outputGradient);
}
