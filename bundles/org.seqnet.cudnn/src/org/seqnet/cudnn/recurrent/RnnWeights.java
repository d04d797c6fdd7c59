package org.seqnet.cudnn.recurrent;

import static org.seqnet.cudnn.card.CardException.require;

import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.engine.network.Cell;

/**
 * Where cuDNN keeps the weights of recurrent layers. Of each gate and each direction of a layer, it has a row-major
 * matrix of H rows, which is a gate's part of the engine's column-major one, and H biases, both for the input and for
 * the outputs of the step before. The engine has the biases of the input, and of a GRU's candidate both; the others are
 * 0 and stay so.
 *
 * <p>Source: NVIDIA cuDNN, {@code cudnnGetRNNWeightParams}, for the numbers of the gates.
 */
final class RnnWeights {
    /** The engine has cell input, forget, output, input gate; cuDNN input gate, forget, cell input, output. */
    private static final int[] LSTM = {2, 1, 3, 0};
    /** Reset, update, candidate, as in the engine. */
    private static final int[] GRU = {0, 1, 2};

    private static final int[] SIMPLE = {0};
    private static final int MOST_DIMENSIONS = 8;

    private final Queue queue;
    private final long descriptor;
    private final RnnShape shape;
    private final long bytes;
    private final long space;
    private final long matrixDescriptor;
    private final long biasDescriptor;
    private final int[] gates;

    /**
     * @param descriptor of cuDNN's RNN
     * @param bytes the size of its space of weights
     * @param space the address of memory of this size, which stays as it is
     */
    RnnWeights(Queue queue, long descriptor, RnnShape shape, long bytes, long space) {
        this.queue = queue;
        this.descriptor = descriptor;
        this.shape = shape;
        this.bytes = bytes;
        this.space = space;
        this.matrixDescriptor = tensor(queue);
        this.biasDescriptor = tensor(queue);
        this.gates = switch (shape.cell()) {
            case LSTM -> LSTM;
            case GRU -> GRU;
            case RNN_TANH, RNN_RELU -> SIMPLE;
        };
    }

    private static long tensor(Queue queue) {
        return queue.keep(
                Cudnn::cudnnCreateTensorDescriptor, Cudnn::cudnnDestroyTensorDescriptor, "cudnnCreateTensorDescriptor");
    }

    /** Writes the place of each parameter, in the engine's order, {@code base} added. */
    void place(int[] places, int from, int base) {
        int at = from;
        for (int layer = 0; layer < shape.layers(); layer++) {
            for (int direction = 0; direction < shape.directions(); direction++) {
                at = place(layer, direction, places, at, base);
            }
        }
    }

    private int place(int layer, int direction, int[] places, int from, int base) {
        int pseudoLayer = layer * shape.directions() + direction;
        int units = shape.units();
        int at = from;
        for (int gate : gates) {
            at = run(places, at, base + matrix(pseudoLayer, gate, shape.inputs(layer)), units * shape.inputs(layer));
        }
        for (int gate : gates) {
            at = run(places, at, base + matrix(pseudoLayer, recurrent(gate), units), units * units);
        }
        for (int gate : gates) {
            at = run(places, at, base + bias(pseudoLayer, gate), units);
        }
        if (shape.cell() == Cell.GRU) {
            int candidate = recurrent(gates[gates.length - 1]);
            at = run(places, at, base + bias(pseudoLayer, candidate), units);
        }
        return at;
    }

    private static int run(int[] places, int from, int first, int count) {
        for (int i = 0; i < count; i++) {
            places[from + i] = first + i;
        }
        return from + count;
    }

    /** Returns cuDNN's number of what a gate's output of the step before is multiplied by. */
    private int recurrent(int gate) {
        return gate + gates.length;
    }

    private int matrix(int pseudoLayer, int number, int columns) {
        long address = find(pseudoLayer, number)[0];
        return found(matrixDescriptor, address, (long) shape.units() * columns);
    }

    private int bias(int pseudoLayer, int number) {
        long address = find(pseudoLayer, number)[1];
        return found(biasDescriptor, address, shape.units());
    }

    /** Returns the addresses of the matrix and the biases with a number, and sets their descriptors. */
    private long[] find(int pseudoLayer, int number) {
        var matrix = new long[1];
        var bias = new long[1];
        require(
                Cudnn.cudnnGetRNNWeightParams(
                        queue.cudnn(),
                        descriptor,
                        pseudoLayer,
                        bytes,
                        space,
                        number,
                        matrixDescriptor,
                        matrix,
                        biasDescriptor,
                        bias),
                "cudnnGetRNNWeightParams");
        return new long[] {matrix[0], bias[0]};
    }

    /** Returns where weights begin in the space, in floats, of which there must be this many. */
    private int found(long tensor, long address, long expected) {
        var sizes = new int[MOST_DIMENSIONS];
        var dimensions = new int[1];
        require(
                Cudnn.cudnnGetTensorNdDescriptor(
                        tensor, MOST_DIMENSIONS, new int[1], dimensions, sizes, new int[MOST_DIMENSIONS]),
                "cudnnGetTensorNdDescriptor");
        long count = 1;
        for (int i = 0; i < dimensions[0]; i++) {
            count *= sizes[i];
        }
        long offset = address - space;
        if (offset < 0 || offset + 4 * count > bytes || offset % 4 != 0 || count != expected) {
            throw new IllegalStateException(
                    "cuDNN keeps %d weights from byte %d on, not %d.".formatted(count, offset, expected));
        }
        return Math.toIntExact(offset / 4);
    }
}
