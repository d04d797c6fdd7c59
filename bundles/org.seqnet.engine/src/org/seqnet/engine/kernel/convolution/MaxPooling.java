package org.seqnet.engine.kernel.convolution;

import java.util.Arrays;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * Max pooling and ReLU of one image, whose places have a value for each filter. Which place is the largest and which
 * values are positive is as good as random, and a branch that is guessed wrong takes longer than all arithmetic here:
 * there is none.
 */
final class MaxPooling {
    /** The choice of a pooled value that no gradient flows through: ReLU or dropout made it 0. */
    static final byte NONE = -1;

    private final ImageShape output;
    private final int width;
    private final int pooling;
    private final int filters;
    private final float[] largest;
    private final int[] chosen;
    /** Where the values of each place of one pooling window begin. */
    private final int[] starts;

    /** @param convolved what is pooled */
    MaxPooling(ConvolutionBlock block, ImageShape convolved, ImageShape output) {
        this.output = output;
        this.width = convolved.width();
        this.pooling = block.pooling();
        this.filters = block.filters();
        this.largest = new float[filters];
        this.chosen = new int[filters];
        this.starts = new int[pooling * pooling];
    }

    /**
     * Takes z through bias, pooling and ReLU.
     *
     * @param choices written: for each value of the output, which place of its pooling window it comes from, or
     *     {@link #NONE}
     */
    void forward(float[] z, float[] bias, float[] target, byte[] choices) {
        for (int y = 0, to = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++, to += filters) {
                look(y, x);
                System.arraycopy(z, starts[0], largest, 0, filters);
                Arrays.fill(chosen, 0);
                for (int choice = 1; choice < starts.length; choice++) {
                    compare(z, starts[choice], choice);
                }
                rectify(bias, target, choices, to);
            }
        }
    }

    private void look(int y, int x) {
        for (int choice = 0; choice < starts.length; choice++) {
            int place = (y * pooling + choice / pooling) * width + x * pooling + choice % pooling;
            starts[choice] = place * filters;
        }
    }

    private void compare(float[] z, int from, int choice) {
        for (int f = 0; f < filters; f++) {
            float candidate = z[from + f];
            int larger = ifPositive(candidate - largest[f]);
            chosen[f] = choice & larger | chosen[f] & ~larger;
            largest[f] = Math.max(candidate, largest[f]);
        }
    }

    private void rectify(float[] bias, float[] target, byte[] choices, int to) {
        for (int f = 0; f < filters; f++) {
            float sum = largest[f] + bias[f];
            target[to + f] = Math.max(sum, 0);
            int positive = ifPositive(sum);
            choices[to + f] = (byte) (chosen[f] & positive | NONE & ~positive);
        }
    }

    /** Returns a number of which all bits are set if a value is above 0; none otherwise. */
    private static int ifPositive(float value) {
        int bits = Float.floatToRawIntBits(value);
        return ~(bits - 1 | bits) >> 31;
    }

    /**
     * Goes back through dropout, ReLU and pooling to dL/dz.
     *
     * @param scale what dropout multiplied with
     * @param z written: dL/dz
     * @param biases added to: dL/db
     */
    void backward(float[] outputGradient, byte[] choices, float scale, float[] z, float[] biases) {
        Arrays.fill(z, 0);
        for (int y = 0, from = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++, from += filters) {
                look(y, x);
                for (int f = 0; f < filters; f++) {
                    int choice = choices[from + f];
                    int flows = ~(choice >> 31);
                    int gradient = Float.floatToRawIntBits(scale * outputGradient[from + f]) & flows;
                    z[starts[choice & flows] + f] = Float.intBitsToFloat(gradient);
                    biases[f] += Float.intBitsToFloat(gradient);
                }
            }
        }
    }
}
