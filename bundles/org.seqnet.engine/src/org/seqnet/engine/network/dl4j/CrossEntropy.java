package org.seqnet.engine.network.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Softmax with cross-entropy in one pass, which also counts what was classified correctly. While training, it stands in
 * the output layer in place of Deeplearning4j's {@link LossMCXENT}, of which it is a case.
 *
 * <p>Deeplearning4j computes softmax twice a mini-batch (for the gradient and for the score), with a dozen array
 * operations, and never tells the outputs; a third forward pass would be needed for the accuracy.
 */
final class CrossEntropy extends LossMCXENT {
    private static final long serialVersionUID = 1;

    private double lossSum;
    private int correct;

    /** Returns the summed loss of the latest mini-batch, in nats, without penalties. */
    double lossSum() {
        return lossSum;
    }

    /** Returns how many sequences of the latest mini-batch were classified correctly. */
    int correct() {
        return correct;
    }

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
        for (long row = 0, start = 0; row < rows; row++, start += classes) {
            int best = 0;
            int actual = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                double output = outputs.getDouble(start + k);
                if (output > highest) {
                    highest = output;
                    best = k;
                }
                if (targets.getDouble(start + k) > 0.5) {
                    actual = k;
                }
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(outputs.getDouble(start + k) - highest);
            }
            for (int k = 0; k < classes; k++) {
                double probability = Math.exp(outputs.getDouble(start + k) - highest) / sum;
                gradients.put(start + k, probability - (k == actual ? 1 : 0));
            }
            lossSum += Math.log(sum) + highest - outputs.getDouble(start + actual);
            correct += best == actual ? 1 : 0;
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
