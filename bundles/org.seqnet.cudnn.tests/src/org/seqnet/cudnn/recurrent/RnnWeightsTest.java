package org.seqnet.cudnn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.engine.network.Cell;

/**
 * Weights of PyTorch's layers, in the engine's order and in cuDNN's space, both ways. Of each direction of a layer,
 * PyTorch has weight_ih (gates x H rows of F), weight_hh (gates x H rows of H), bias_ih and bias_hh, with the gates i,
 * f, g, o of an LSTM and r, z, n of a GRU, which are cuDNN's linear layers 0, 1, 2 ... in this order.
 */
class RnnWeightsTest extends OnStandIn {
    private static final int FEATURES = 3;
    private static final int UNITS = 5;
    private static final int LAYERS = 2;

    /** Numbers that tell what a weight is: no two of a network are alike. */
    private static float torch(int pseudoLayer, boolean recurrent, int gate, int row, int column) {
        return 1 + column + 16 * (row + 8 * (gate + 4 * ((recurrent ? 1 : 0) + 2 * pseudoLayer)));
    }

    private static float torchBias(int pseudoLayer, boolean recurrent, int gate, int row) {
        return -torch(pseudoLayer, recurrent, gate, row, 0);
    }

    /** Which of PyTorch's gates stands where in the engine's order. */
    private static int[] gates(Cell cell) {
        return switch (cell) {
            case LSTM -> new int[] {2, 1, 3, 0};
            case GRU -> new int[] {0, 1, 2};
            case RNN_TANH, RNN_RELU -> new int[] {0};
        };
    }

    /** Returns PyTorch's weights in the order that {@code TrainedNetwork} describes. */
    private static float[] engineOrder(RnnShape shape) {
        var all = new float[shape.parameterCount()];
        int at = 0;
        for (int p = 0; p < shape.states(); p++) {
            for (boolean recurrent : new boolean[] {false, true}) {
                int columns = recurrent ? UNITS : shape.inputs(p / shape.directions());
                // Column-major F x gates x H: a unit's weights lie together.
                for (int gate : gates(shape.cell())) {
                    for (int row = 0; row < UNITS; row++) {
                        for (int column = 0; column < columns; column++) {
                            all[at++] = torch(p, recurrent, gate, row, column);
                        }
                    }
                }
            }
            for (int gate : gates(shape.cell())) {
                for (int row = 0; row < UNITS; row++) {
                    all[at++] = torchBias(p, false, gate, row);
                }
            }
            for (int row = 0; row < UNITS && shape.cell() == Cell.GRU; row++) {
                all[at++] = torchBias(p, true, 2, row);
            }
        }
        assertThat(at).isEqualTo(all.length);
        return all;
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void weights_stand_where_cudnn_says_and_come_back(Cell cell) {
        for (boolean bidirectional : new boolean[] {false, true}) {
            try (var queue = standIn.card().queue()) {
                var shape = new RnnShape(cell, FEATURES, UNITS, LAYERS, bidirectional);
                var descriptors = new RnnDescriptors(queue, shape);
                long bytes = descriptors.weightBytes();
                long memory = queue.allocate(bytes).address();
                var places = new int[shape.parameterCount()];
                new RnnWeights(queue, descriptors.standard(), shape, bytes, memory).place(places, 0, 1000);
                var space = new float[Math.toIntExact(bytes / 4)];
                var parameters = engineOrder(shape);
                for (int i = 0; i < places.length; i++) {
                    space[places[i] - 1000] = parameters[i];
                }
                assertThat(IntStream.of(places).distinct()).hasSameSizeAs(places);
                assertThat(collected(queue, descriptors.standard(), shape, memory, space))
                        .isEqualTo(places.length);
            }
        }
    }

    /** Checks what stands where cuDNN keeps each of its linear layers, and returns how many weights those are. */
    private static int collected(Queue queue, long descriptor, RnnShape shape, long memory, float[] space) {
        int gates = shape.cell().gates();
        var rest = space.clone();
        int count = 0;
        for (int p = 0; p < shape.states(); p++) {
            for (int id = 0; id < 2 * gates; id++) {
                boolean recurrent = id >= gates;
                int columns = recurrent ? UNITS : shape.inputs(p / shape.directions());
                int[] found = find(queue, descriptor, memory, 4L * space.length, p, id);
                for (int row = 0; row < UNITS; row++) {
                    for (int column = 0; column < columns; column++) {
                        int at = found[0] + row * columns + column;
                        assertThat(space[at]).isEqualTo(torch(p, recurrent, id % gates, row, column));
                        rest[at] = 0;
                        count++;
                    }
                    boolean isOurs = !recurrent || shape.cell() == Cell.GRU && id % gates == 2;
                    if (isOurs) {
                        assertThat(space[found[1] + row]).isEqualTo(torchBias(p, recurrent, id % gates, row));
                        rest[found[1] + row] = 0;
                        count++;
                    }
                }
            }
        }
        assertThat(rest).as("what belongs to no weight").containsOnly(0);
        return count;
    }

    /** Returns the places of a matrix and its biases. */
    private static int[] find(Queue queue, long descriptor, long memory, long bytes, int pseudoLayer, int id) {
        var matrix = new long[1];
        var bias = new long[1];
        long tensor = queue.keep(
                Cudnn::cudnnCreateTensorDescriptor, Cudnn::cudnnDestroyTensorDescriptor, "cudnnCreateTensorDescriptor");
        int status = Cudnn.cudnnGetRNNWeightParams(
                queue.cudnn(), descriptor, pseudoLayer, bytes, memory, id, tensor, matrix, tensor, bias);
        assertThat(status).isZero();
        return Arrays.stream(new long[] {matrix[0] - memory, bias[0] - memory})
                .mapToInt(offset -> (int) (offset / 4))
                .toArray();
    }
}
