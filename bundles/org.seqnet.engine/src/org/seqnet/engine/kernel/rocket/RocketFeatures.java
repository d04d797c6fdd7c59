package org.seqnet.engine.kernel.rocket;

import java.util.List;
import org.seqnet.engine.network.Dilation;
import org.seqnet.engine.network.Rocket;

/** Computes the features of one sequence after another. Used by one thread at a time. */
public final class RocketFeatures {
    private final List<Dilation> dilations;
    private final Convolution convolution;

    /** @param inputs the values of a time step, F */
    public RocketFeatures(Rocket rocket, int inputs) {
        this.dilations = rocket.dilations();
        this.convolution = new Convolution(rocket, inputs);
    }

    /**
     * Writes a sequence's features: for each dilation, kernel and bias the share of the kernel's outputs that exceed
     * the bias.
     *
     * @param values the sequence, T x F row-major
     * @param biases of all features
     * @param features written from 0 on
     * @return whether all are numbers; otherwise, a value of the sequence is missing or too large
     */
    public boolean of(float[] values, int timeSteps, float[] biases, float[] features) {
        convolution.read(values, 0, timeSteps);
        int feature = 0;
        for (int d = 0; d < dilations.size(); d++) {
            convolution.dilate(d);
            int each = dilations.get(d).biases();
            for (int kernel = 0; kernel < Rocket.KERNELS; kernel++) {
                float[] outputs = convolution.apply(kernel);
                int from = convolution.first(kernel);
                int to = timeSteps - from;
                for (int end = feature + each; feature < end; feature++) {
                    features[feature] = above(outputs, from, to, biases[feature]) / (float) (to - from);
                }
            }
        }
        return convolution.isFinite();
    }

    private static int above(float[] outputs, int from, int to, float bias) {
        int count = 0;
        for (int t = from; t < to; t++) {
            count += outputs[t] > bias ? 1 : 0;
        }
        return count;
    }
}
