package org.seqnet.engine.network;

import java.util.Arrays;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * The numbers that a network starts with: Xavier weights, forget gates open, other biases 0, batch normalization that
 * changes nothing. The recurrent weights of
 * simple cells are orthogonal for tanh and the identity for ReLU: they neither swell nor shrink what is carried from
 * step to step, however many there are. Those of each gate of a GRU are orthogonal, too.
 *
 * <p>They are drawn here and not by ND4J, whose random numbers depend on what ran before in the same thread. Order and
 * spread are Deeplearning4j's own: for a layer of F inputs and H units, the weights of an LSTM have variance
 * 2 / (H + F + H), the input weights of a simple layer and of each gate of a GRU 2 / (F + H). Layers of convolutional
 * networks with ReLU have variance 2 / F, F being the values that a unit or filter sees.
 *
 * <p>Source: Glorot and Bengio, 2010; forget gates by Jozefowicz, Zaremba and Sutskever, 2015; orthogonal weights by
 * Saxe, McClelland and Ganguli, 2014, arXiv:1312.6120, in a GRU by Cho et al., 2014, arXiv:1406.1078; identity by Le,
 * Jaitly and Hinton, 2015, arXiv:1504.00941; layers with ReLU by He, Zhang, Ren and Sun, 2015. The forget gates of an
 * LSTM over labels begin with a bias of 1.
 */
public final class StartWeights {
    /** The largest orthogonal matrix that is made in one go; takes about 0.2 s. */
    private static final int MOST_ORTHOGONAL = 512;

    private StartWeights() {}

    /**
     * Returns the start parameters in the order that {@code TrainedNetwork} describes. The first member of an ensemble
     * starts as a network by itself does, the others by streams of their own.
     */
    public static float[] of(Architecture architecture, SequenceShape input, long seed) {
        int members = architecture.members();
        if (members == 1) {
            return ofMember(architecture, input, new SeedStream(seed, Purpose.START_WEIGHTS));
        }
        var weights = new float[Math.toIntExact(architecture.parameterCount(input))];
        int count = weights.length / members;
        for (int member = 0; member < members; member++) {
            var stream = new SeedStream(seed, Purpose.START_WEIGHTS, member);
            System.arraycopy(ofMember(architecture.member(), input, stream), 0, weights, member * count, count);
        }
        return weights;
    }

    private static float[] ofMember(Architecture architecture, SequenceShape input, SeedStream stream) {
        var weights = new float[Math.toIntExact(architecture.parameterCount(input))];
        var encoder = architecture.encoder();
        int begin = architecture
                .embedding()
                .map(embedding -> put(embedding, weights, stream))
                .orElse(0);
        var read = architecture.encoded(input);
        int end = encoder.fold(
                recurrent -> put(recurrent, weights, begin, read, stream),
                convolutional -> put(convolutional, weights, read, stream),
                temporal -> put(temporal, weights, begin, read, stream),
                composition -> {
                    int first = put(composition.recurrent(), weights, begin, read, stream);
                    return put(composition.convolutional(), weights, first, read, stream);
                },
                rocket -> put(rocket, weights));
        int inputs = encoder.outputs();
        architecture
                .head()
                .fold(
                        classes -> linear(weights, end, inputs, classes.count(), stream),
                        independent -> linear(weights, end, inputs, independent.labels(), stream),
                        path -> put(path, weights, end, inputs, stream),
                        values -> linear(weights, end, inputs, values.outputs(), stream),
                        steps -> linear(weights, end, inputs, steps.count(), stream));
        return weights;
    }

    private static int linear(float[] weights, int from, int inputs, int outputs, SeedStream stream) {
        return xavier(weights, from, inputs * outputs, inputs, outputs, stream) + outputs;
    }

    /**
     * Each number of a vector is drawn from the normal distribution of mean 0 and deviation 1, as standardized features
     * are spread. What stands for unknown symbols says nothing until one is learned from: it is 0.
     */
    private static int put(Embedding embedding, float[] weights, SeedStream stream) {
        return gaussian(weights, embedding.dimensions(), embedding.symbols() * embedding.dimensions(), 1, stream);
    }

    /** Embeddings have a length of about 1, whatever their size. */
    private static int put(LabelPath path, float[] weights, int from, int inputs, SeedStream stream) {
        int size = path.embeddingSize();
        int units = path.hiddenUnits();
        int end = gaussian(weights, from, (path.count() + 2) * size, 1 / Math.sqrt(size), stream);
        end = lstm(weights, end, size, units, 1, stream);
        end = xavier(weights, end, units * size, units, size, stream);
        return linear(weights, end, inputs, size, stream);
    }

    private static int put(Convolutional convolutional, float[] weights, SequenceShape input, SeedStream stream) {
        var images = convolutional.images(input);
        int end = 0;
        for (int i = 0; i < convolutional.blocks().size(); i++) {
            var block = convolutional.blocks().get(i);
            int window = block.window(images.get(i));
            // Deeplearning4j keeps a convolution's biases before its weights.
            int first = block.batchNormalization() ? end : end + block.filters();
            int last = rectified(weights, first, block.filters() * window, window, stream);
            end = block.batchNormalization() ? normalizing(weights, last, block.filters()) : last;
        }
        int features = images.get(convolutional.blocks().size()).values();
        int units = convolutional.denseUnits();
        return rectified(weights, end, features * units, features, stream) + units;
    }

    /** Writes biases and means of 0 and deviations of 1. */
    private static int put(Rocket rocket, float[] weights) {
        Arrays.fill(weights, 2 * rocket.features(), 3 * rocket.features(), 1);
        return 3 * rocket.features();
    }

    private static int put(
            TemporalConvolutional temporal, float[] weights, int from, SequenceShape input, SeedStream stream) {
        int end = from;
        for (var operation : temporal.graph(input.features()).operations()) {
            int first = end;
            end = operation.fold(
                    convolution -> rectified(
                            weights,
                            first,
                            Math.toIntExact(convolution.weights()),
                            convolution.kernelSize() * convolution.inputs(),
                            stream),
                    pooling -> first,
                    normalization -> normalizing(weights, first, normalization.channels()));
        }
        return end;
    }

    private static int put(Recurrent recurrent, float[] weights, int from, SequenceShape input, SeedStream stream) {
        int units = recurrent.hiddenUnits();
        int inputs = input.features();
        int end = from;
        for (int layer = 0; layer < recurrent.layers(); layer++) {
            for (int direction = 0; direction < recurrent.directions(); direction++) {
                end = switch (recurrent.cell()) {
                    case LSTM -> lstm(weights, end, inputs, units, (float) recurrent.forgetGateBias(), stream);
                    case RNN_TANH, RNN_RELU -> simple(weights, end, inputs, units, recurrent.cell(), stream);
                    case GRU -> gru(weights, end, inputs, units, stream);
                };
            }
            inputs = recurrent.outputs();
        }
        return recurrent.pooling() == Pooling.ATTENTION ? attention(weights, end, inputs, stream) : end;
    }

    private static int attention(float[] weights, int from, int inputs, SeedStream stream) {
        int query = linear(weights, from, inputs, inputs, stream);
        return xavier(weights, query, inputs, inputs, 1, stream);
    }

    private static int lstm(float[] weights, int from, int inputs, int units, float forgetGateBias, SeedStream stream) {
        int gates = Cell.LSTM.gates() * units;
        int end = xavier(weights, from, (inputs + units) * gates, units, inputs + units, stream);
        // Gates stand in the order cell input, forget, output, input: the second quarter is the forget gates'.
        Arrays.fill(weights, end + units, end + 2 * units, forgetGateBias);
        return end + gates;
    }

    private static int gru(float[] weights, int from, int inputs, int units, SeedStream stream) {
        int end = from;
        for (int gate = 0; gate < Cell.GRU.gates(); gate++) {
            end = xavier(weights, end, inputs * units, inputs, units, stream);
        }
        for (int gate = 0; gate < Cell.GRU.gates(); gate++) {
            orthogonal(weights, end, units, stream);
            end += units * units;
        }
        return end + Cell.GRU.biases() * units;
    }

    private static int simple(float[] weights, int from, int inputs, int units, Cell cell, SeedStream stream) {
        int end = xavier(weights, from, inputs * units, inputs, units, stream);
        if (cell == Cell.RNN_RELU) {
            for (int unit = 0; unit < units; unit++) {
                weights[end + unit * units + unit] = 1;
            }
        } else {
            orthogonal(weights, end, units, stream);
        }
        return end + units * units + units;
    }

    /**
     * Writes a square matrix whose columns stand at right angles to each other. Its work grows with the cube of its
     * size, so that of a large layer is put together of smaller ones: each leads from some neighbouring units to units
     * that lie apart, and all together from all to all.
     */
    private static void orthogonal(float[] weights, int from, int units, SeedStream stream) {
        int blocks = (units + MOST_ORTHOGONAL - 1) / MOST_ORTHOGONAL;
        int firstRow = 0;
        for (int block = 0; block < blocks; block++) {
            var rows = orthogonal((units - block + blocks - 1) / blocks, stream);
            for (int i = 0; i < rows.length; i++) {
                int at = from + (block + i * blocks) * units + firstRow;
                for (int r = 0; r < rows.length; r++) {
                    weights[at + r] = (float) rows[r][i];
                }
            }
            firstRow += rows.length;
        }
    }

    /**
     * Returns a square matrix whose columns stand at right angles to each other, all such matrices being equally
     * likely: normal numbers, made orthogonal by the modified Gram-Schmidt process.
     */
    private static double[][] orthogonal(int size, SeedStream stream) {
        var rows = new double[size][size];
        for (var row : rows) {
            Arrays.setAll(row, i -> stream.nextGaussian());
        }
        var shares = new double[size];
        for (int column = 0; column < size; column++) {
            double square = 0;
            for (var row : rows) {
                square += row[column] * row[column];
            }
            double length = Math.sqrt(square);
            // Row by row, which is how they lie in memory: what the columns to the right have of this one's direction.
            Arrays.fill(shares, 0);
            for (var row : rows) {
                row[column] /= length;
                addTo(shares, row, row[column], column + 1);
            }
            for (var row : rows) {
                addTo(row, shares, -row[column], column + 1);
            }
        }
        return rows;
    }

    private static void addTo(double[] target, double[] values, double factor, int from) {
        for (int i = from; i < target.length; i++) {
            target[i] += factor * values[i];
        }
    }

    /** Writes gammas, betas, moving means and moving variances. */
    private static int normalizing(float[] weights, int from, int filters) {
        Arrays.fill(weights, from, from + filters, 1);
        Arrays.fill(weights, from + 3 * filters, from + 4 * filters, 1);
        return from + 4 * filters;
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
