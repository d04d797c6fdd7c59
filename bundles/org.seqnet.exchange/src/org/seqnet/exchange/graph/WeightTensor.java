package org.seqnet.exchange.graph;

import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;

/**
 * A tensor of a graph that has parameters of a network, each once, in an order of its own.
 *
 * @param name the tensor's name
 * @param shape its sizes
 * @param run how many elements stand one behind the other in the network as they do here; their number is a multiple
 * @param places where the parameters stand in the network that the elements are, these counted from 0, row-major; asked
 *     for the first of each run
 */
public record WeightTensor(String name, long[] shape, int run, IntUnaryOperator places) {

    /** Returns the number of elements. */
    public int size() {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return Math.toIntExact(size);
    }

    /** Returns where an element stands in the network. */
    public int place(int element) {
        int ahead = element % run;
        return places.applyAsInt(element - ahead) + ahead;
    }

    /** Reads its elements, and puts each where it stands in the network. */
    public void read(FloatBuffer elements, float[] parameters) {
        int size = size();
        for (int element = 0; element < size; element += run) {
            elements.get(element, parameters, places.applyAsInt(element), run);
        }
    }
}
