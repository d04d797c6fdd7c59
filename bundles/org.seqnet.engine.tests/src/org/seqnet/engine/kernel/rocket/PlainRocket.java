package org.seqnet.engine.kernel.rocket;

import org.seqnet.engine.network.Rocket;

/** MiniRocket's outputs and features by the definition: each output a sum of nine products, in double precision. */
final class PlainRocket {
    private final Rocket rocket;
    private final int[][] channels;

    PlainRocket(Rocket rocket, int inputs) {
        this.rocket = rocket;
        this.channels = rocket.channels(inputs);
    }

    /** Returns a kernel's outputs for a sequence of T x F. */
    double[] outputs(float[][] sequence, int dilation, int kernel) {
        int gap = rocket.dilations().get(dilation).steps();
        int[] places = Rocket.places(kernel);
        var outputs = new double[sequence.length];
        for (int t = 0; t < outputs.length; t++) {
            for (int place = 0; place < 9; place++) {
                int at = t + (place - 4) * gap;
                if (at >= 0 && at < sequence.length) {
                    boolean two = place == places[0] || place == places[1] || place == places[2];
                    for (int channel : channels[dilation * 84 + kernel]) {
                        outputs[t] += (two ? 2.0 : -1.0) * sequence[at][channel];
                    }
                }
            }
        }
        return outputs;
    }

    /** Returns how many of the outputs that count exceed a bias, and how many count. */
    int[] above(float[][] sequence, int dilation, int kernel, double bias) {
        int padding = 4 * rocket.dilations().get(dilation).steps();
        boolean all = (dilation % 2 + kernel) % 2 == 0 || sequence.length <= 2 * padding;
        var outputs = outputs(sequence, dilation, kernel);
        int count = 0;
        int above = 0;
        for (int t = all ? 0 : padding; t < (all ? outputs.length : outputs.length - padding); t++) {
            count++;
            above += outputs[t] > bias ? 1 : 0;
        }
        return new int[] {above, count};
    }
}
