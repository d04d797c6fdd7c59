package org.seqnet.engine.network.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/**
 * Probabilities with cross-entropy in one pass, which also counts what was predicted correctly. While training, it
 * stands in the output layer in place of Deeplearning4j's own loss.
 *
 * <p>Deeplearning4j computes probabilities twice a mini-batch (for the gradient and for the score), with a dozen array
 * operations, and never tells the outputs; a third forward pass would be needed for the accuracy.
 */
abstract class CrossEntropy extends LossMCXENT {
    private static final long serialVersionUID = 1;

    private transient Weights weights = Weights.EQUAL;
    private double smoothing;
    private double lossSum;
    private int correct;

    /** Takes weights and smoothing of the next mini-batch; its labels reach it by Deeplearning4j. */
    void teach(Targets targets) {
        weights = targets.weights();
        smoothing = targets.smoothing();
    }

    /** Returns how much of the certainty about labels is given up, epsilon. */
    double smoothing() {
        return smoothing;
    }

    /** Returns the summed loss of the latest mini-batch, in nats times weights, without penalties. */
    double lossSum() {
        return lossSum;
    }

    /** Returns how many sequences of the latest mini-batch were predicted correctly. */
    int correct() {
        return correct;
    }

    /**
     * Replaces a sequence's values before the activation by their gradients and returns its loss.
     *
     * @param targets a one for each label that it has
     */
    abstract double differentiate(double[] values, double[] targets);

    /** Says whether a sequence's values before the activation speak for its labels. */
    abstract boolean isRight(double[] values, double[] targets);

    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        if (mask != null) {
            throw new IllegalStateException("Masked outputs are not expected here.");
        }
        int rows = (int) preOutput.size(0);
        int classes = (int) preOutput.size(1);
        var outputs = preOutput.dup('c').data();
        var targets = labels.ordering() == 'c' && !labels.isView()
                ? labels.data()
                : labels.dup('c').data();
        var gradient = Nd4j.createUninitialized(preOutput.dataType(), new long[] {rows, classes}, 'c');
        var gradients = gradient.data();
        lossSum = 0;
        correct = 0;
        var values = new double[classes];
        var actual = new double[classes];
        for (long row = 0, start = 0; row < rows; row++, start += classes) {
            for (int k = 0; k < classes; k++) {
                values[k] = outputs.getDouble(start + k);
                actual[k] = targets.getDouble(start + k);
            }
            correct += isRight(values, actual) ? 1 : 0;
            float weight = weights.get((int) row);
            lossSum += weight * differentiate(values, actual);
            for (int k = 0; k < classes; k++) {
                gradients.put(start + k, weight * values[k]);
            }
        }
        return gradient;
    }

    /** Returns the latest gradient's loss: Deeplearning4j asks for both with the same outputs, gradient first. */
    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return average ? lossSum / preOutput.size(0) : lossSum;
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        var gradient = computeGradient(labels, preOutput, activation, mask);
        return new Pair<>(computeScore(labels, preOutput, activation, mask, average), gradient);
    }
}
