package org.seqnet.engine.kernel.head;

import java.nio.FloatBuffer;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.LabelPath;

/**
 * The parameters of a label path or their gradients, in the order that {@link LabelPath} describes.
 *
 * <p>Buffers count from index 0; their positions are ignored.
 *
 * @param embeddings (K + 2) x E row-major
 * @param inputWeights E x 4H column-major, in the order of gates of a recurrent layer
 * @param recurrentWeights H x 4H column-major
 * @param biases 4H
 * @param outputProjection H x E column-major
 * @param imageProjection D x E column-major, and E biases
 */
record PathParameters(
        FloatBuffer embeddings,
        FloatBuffer inputWeights,
        FloatBuffer recurrentWeights,
        FloatBuffer biases,
        FloatBuffer outputProjection,
        FloatBuffer imageProjection) {

    static PathParameters of(FloatBuffer all, LabelPath path) {
        int size = path.embeddingSize();
        int units = path.hiddenUnits();
        int gates = Cell.LSTM.gates() * units;
        int input = (path.count() + 2) * size;
        int recurrent = input + size * gates;
        int bias = recurrent + units * gates;
        int output = bias + gates;
        int image = output + units * size;
        return new PathParameters(
                all.slice(0, input),
                all.slice(input, size * gates),
                all.slice(recurrent, units * gates),
                all.slice(bias, gates),
                all.slice(output, units * size),
                all.slice(image, all.limit() - image));
    }

    /** Returns how many there are with an encoder of this many values, D. */
    static int count(LabelPath path, int inputs) {
        long units = path.hiddenUnits();
        long size = path.embeddingSize();
        return Math.toIntExact((path.count() + 2L) * size
                + Cell.LSTM.gates() * units * (size + units + 1)
                + size * (units + inputs + 1));
    }
}
