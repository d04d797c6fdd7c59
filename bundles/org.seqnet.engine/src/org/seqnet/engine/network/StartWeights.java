package org.seqnet.engine.network;

import java.util.Arrays;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * The numbers that a network starts with: Xavier weights, forget gates open, other biases 0.
 *
 * <p>They are drawn here and not by ND4J, whose random numbers depend on what ran before in the same thread. Order and
 * spread are Deeplearning4j's own: for a layer of F inputs and H units, weights have variance 2 / (H + F + H). Layers
 * with ReLU have variance 2 / F, F being the values that a unit or filter sees.
 *
 * <p>Source: Glorot and Bengio, 2010; forget gates by Jozefowicz, Zaremba and Sutskever, 2015;
 * layers with ReLU by He, Zhang, Ren and Sun, 2015.
 */
public final class StartWeights {
    private StartWeights() {}

    /** Returns the start parameters in the order that {@code TrainedNetwork} describes. */
    public static float[] of(Architecture architecture, SequenceShape input, int classes, long seed) {
        if (architecture instanceof Convolutional convolutional) {
            return of(convolutional, input, classes, seed);
        }
        return of((Recurrent) architecture, input, classes, seed);
    }

    private static float[] of(Convolutional convolutional, SequenceShape input, int classes, long seed) {
        var weights = new float[Math.toIntExact(convolutional.parameterCount(input, classes))];
        var stream = new SeedStream(seed, Purpose.START_WEIGHTS);
        var images = convolutional.images(input);
        int end = 0;
        for (int i = 0; i < convolutional.blocks().size(); i++) {
            var block = convolutional.blocks().get(i);
            int window = block.window(images.get(i));
            // Deeplearning4j keeps a convolution's biases before its weights.
            end = rectified(weights, end + block.filters(), block.filters() * window, window, stream);
        }
        int features = images.get(convolutional.blocks().size()).values();
        int units = convolutional.denseUnits();
        end = rectified(weights, end, features * units, features, stream) + units;
        xavier(weights, end, units * classes, units, classes, stream);
        return weights;
    }

    private static float[] of(Recurrent recurrent, SequenceShape input, int classes, long seed) {
        var weights = new float[Math.toIntExact(recurrent.parameterCount(input, classes))];
        var stream = new SeedStream(seed, Purpose.START_WEIGHTS);
        int units = recurrent.hiddenUnits();
        int inputs = input.features();
        int end = 0;
        for (int layer = 0; layer < recurrent.layers(); layer++) {
            int gates = recurrent.cell().gates() * units;
            end = xavier(weights, end, (inputs + units) * gates, units, inputs + units, stream);
            // Gates stand in the order cell input, forget, output, input: the second quarter is the forget gates'.
            Arrays.fill(weights, end + units, end + 2 * units, (float) recurrent.forgetGateBias());
            end += gates;
            inputs = units;
        }
        xavier(weights, end, units * classes, units, classes, stream);
        return weights;
    }

    private static int rectified(float[] weights, int from, int count, int fanIn, SeedStream stream) {
        return gaussian(weights, from, count, Math.sqrt(2.0 / fanIn), stream);
    }

    private static int xavier(float[] weights, int from, int count, int fanIn, int fanOut, SeedStream stream) {
        return gaussian(weights, from, count, Math.sqrt(2.0 / (fanIn + fanOut)), stream);
    }

    private static int gaussian(float[] weights, int from, int count, double deviation, SeedStream stream) {
        for (int i = from; i < from + count; i++) {
            weights[i] = (float) (deviation * stream.nextGaussian());
        }
        return from + count;
    }
}
