package org.seqnet.exchange.graph;

import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;

/**
 * A tensor of a graph that has parameters of a network, each once, in an order of its own.
 *
 * @param name the tensor's name
 * @param shape its sizes
 * @param place where the parameters stand in the network that the elements are, these counted from 0, row-major
 */
public record WeightTensor(String name, long[] shape, IntUnaryOperator place) {

    /** Returns the number of elements. */
    public int size() {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return Math.toIntExact(size);
    }

    /** Reads its elements, and puts each where it stands in the network. */
    public void read(FloatBuffer elements, float[] parameters) {
        int size = size();
        for (int element = 0; element < size; element++) {
            parameters[place.applyAsInt(element)] = elements.get(element);
        }
    }
}
