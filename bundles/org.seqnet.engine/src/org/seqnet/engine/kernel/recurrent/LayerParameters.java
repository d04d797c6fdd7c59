package org.seqnet.engine.kernel.recurrent;

import java.nio.FloatBuffer;

/**
 * Holds the parameters of one recurrent layer, or their gradients, in Deeplearning4j's own order and memory layout, so
 * that they can be views of a network's flat parameter array.
 *
 * <p>F inputs and H units: {@code inputWeights} is F x 4H and {@code recurrentWeights} H x 4H for an LSTM, both
 * column-major (the weights of one gate column lie together), {@code bias} is 4H. Columns are I (cell input, tanh), F
 * (forget), O (output), G (input gate), H each. A simple layer has H in place of 4H. A GRU's weights have 3H columns,
 * R (reset gate), Z (update gate) and N (candidate); its biases are 4H, since the candidate's sum of h has its own.
 * Buffers count from index 0; their positions are ignored.
 */
record LayerParameters(FloatBuffer inputWeights, FloatBuffer recurrentWeights, FloatBuffer bias) {

    /** Returns the parts of a layer's parameters. */
    static LayerParameters of(FloatBuffer all, LayerShape shape) {
        int w = shape.inputs() * shape.gates();
        int r = shape.units() * shape.gates();
        return new LayerParameters(all.slice(0, w), all.slice(w, r), all.slice(w + r, shape.biases()));
    }
}
