package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.List;

/** A linear layer with softmax and its loss, in double precision. */
final class ReferenceHead {
    private ReferenceHead() {}

    /** Returns the probabilities of K classes by W, column-major, and b, which stand from {@code first} on. */
    static double[] probabilities(double[] encoded, double[] parameters, int first, int classes) {
        var powers = new double[classes];
        for (int k = 0; k < classes; k++) {
            double z = parameters[first + classes * encoded.length + k];
            for (int j = 0; j < encoded.length; j++) {
                z += parameters[first + k * encoded.length + j] * encoded[j];
            }
            powers[k] = Math.exp(z);
        }
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    static double loss(List<double[]> probabilities, int[] labels) {
        double loss = 0;
        for (int n = 0; n < labels.length; n++) {
            loss -= Math.log(probabilities.get(n)[labels[n]]);
        }
        return loss;
    }
}
