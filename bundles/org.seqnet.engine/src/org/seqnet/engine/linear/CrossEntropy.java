package org.seqnet.engine.linear;

/**
 * The cross-entropy of softmax over some rows, wherever they are. Parameters are the weights, features x classes
 * row-major, and the biases.
 */
public interface CrossEntropy extends AutoCloseable {

    /** Returns the number of rows. */
    long rows();

    /** Returns the sum over all rows. */
    double sum(double[] parameters);

    /** Returns the sum over all rows and writes its gradient. */
    double sum(double[] parameters, double[] gradient);

    /** Returns the mean. */
    default double of(double[] parameters) {
        return sum(parameters) / rows();
    }

    /** Returns the mean and writes its gradient. */
    default double of(double[] parameters, double[] gradient) {
        double sum = sum(parameters, gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= rows();
        }
        return sum / rows();
    }

    @Override
    void close();
}
