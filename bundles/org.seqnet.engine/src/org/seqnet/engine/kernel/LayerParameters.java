package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;

/**
 * Holds the parameters of one recurrent layer, or their gradients, in Deeplearning4j's own order and memory layout, so
 * that they can be views of a network's flat parameter array.
 *
 * <p>F inputs and H units: {@code inputWeights} is F x 4H and {@code recurrentWeights} H x 4H for an LSTM, both
 * column-major (the weights of one gate column lie together), {@code bias} is 4H. Columns are I (cell input, tanh), F
 * (forget), O (output), G (input gate), H each. A simple layer has H in place of 4H.
 * Buffers count from index 0; their positions are ignored.
 */
public record LayerParameters(FloatBuffer inputWeights, FloatBuffer recurrentWeights, FloatBuffer bias) {

    /** Makes zeroed parameters on the heap. */
    public static LayerParameters zeros(LayerShape shape) {
        return new LayerParameters(
                FloatBuffer.allocate(Math.multiplyExact(shape.inputs(), shape.gates())),
                FloatBuffer.allocate(Math.multiplyExact(shape.units(), shape.gates())),
                FloatBuffer.allocate(shape.gates()));
    }

    void check(LayerShape shape) {
        check("input weights", inputWeights, (long) shape.inputs() * shape.gates());
        check("recurrent weights", recurrentWeights, (long) shape.units() * shape.gates());
        check("bias", bias, shape.gates());
    }

    private static void check(String name, FloatBuffer buffer, long expected) {
        if (buffer.limit() < expected) {
            throw new IllegalArgumentException("The " + name + " of a recurrent layer hold " + buffer.limit()
                    + " values; its shape asks for " + expected + ".");
        }
    }
}
