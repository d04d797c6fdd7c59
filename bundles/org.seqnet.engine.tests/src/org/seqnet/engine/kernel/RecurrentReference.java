package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;

/** A recurrent network by its equations, one sequence at a time; parameters and gradients are flat, in its order. */
final class RecurrentReference {
    private final Recurrent network;
    private final Head head;
    private final double[] parameters;

    /** What one sequence came to. */
    record Result(double[] probabilities, double loss, double[] gradients) {}

    RecurrentReference(Recurrent network, Head head, float[] parameters) {
        this(
                network,
                head,
                IntStream.range(0, parameters.length)
                        .mapToDouble(i -> parameters[i])
                        .toArray());
    }

    /** @param parameters read anew at each run */
    RecurrentReference(Recurrent network, Head head, double[] parameters) {
        this.network = network;
        this.head = head;
        this.parameters = parameters;
    }

    /**
     * @param sequence T x F
     * @param labels those that it has
     */
    Result run(double[][] sequence, int... labels) {
        var directions = new ArrayList<ReferenceEquations>();
        var read = read(sequence, directions);
        var gradients = new double[parameters.length];
        int at = read.end() + read.pooling().parameterCount();
        var ofHead = head(at, read.pooling().forward(), labels, gradients);
        double[][] dh = read.pooling().backward(ofHead.gradient(), gradients);
        backward(directions, dh, gradients, read.end());
        return new Result(ofHead.probabilities(), ofHead.loss(), gradients);
    }

    /**
     * Runs a network with a class at each step.
     *
     * @param sequence T x F
     * @param labels the class of each step, -1 if it is not known
     */
    Result runSteps(double[][] sequence, int[] labels) {
        var directions = new ArrayList<ReferenceEquations>();
        var read = read(sequence, directions);
        var gradients = new double[parameters.length];
        var probabilities = new double[labels.length * head.outputs()];
        var dh = new double[labels.length][network.outputs()];
        long known = Arrays.stream(labels).filter(label -> label >= 0).count();
        double loss = 0;
        for (int t = 0; t < labels.length; t++) {
            var own = new double[parameters.length];
            var ofHead = head(read.end(), read.steps()[t], new int[] {Math.max(labels[t], 0)}, own);
            System.arraycopy(ofHead.probabilities(), 0, probabilities, t * head.outputs(), head.outputs());
            if (labels[t] >= 0) {
                loss += ofHead.loss() / known;
                Arrays.setAll(gradients, i -> gradients[i] + own[i] / known);
                Arrays.setAll(dh[t], u -> ofHead.gradient()[u] / known);
            }
        }
        backward(directions, dh, gradients, read.end());
        return new Result(probabilities, loss, gradients);
    }

    private record Read(PooledReference pooling, int end, double[][] steps) {}

    private Read read(double[][] sequence, List<ReferenceEquations> directions) {
        int units = network.hiddenUnits();
        double[][] h = sequence;
        int at = 0;
        for (int layer = 0; layer < network.layers(); layer++) {
            double[][] x = h;
            h = new double[x.length][0];
            for (int direction = 0; direction < network.directions(); direction++) {
                int inputs = x[0].length;
                int columns = network.cell().gates() * units;
                var equations = equations(
                        matrix(at, inputs, columns),
                        matrix(at + inputs * columns, units, columns),
                        matrix(
                                at + (inputs + units) * columns,
                                1,
                                network.cell().biases() * units)[0]);
                directions.add(equations);
                var read = direction == 0 ? x : reversed(x);
                var outputs = equations.forward(new double[][][] {read})[0];
                h = sideBySide(h, direction == 0 ? outputs : reversed(outputs));
                at += (inputs + units) * columns + network.cell().biases() * units;
            }
        }
        return new Read(pooling(at, h), at, h);
    }

    private PooledReference pooling(int at, double[][] h) {
        int outputs = network.outputs();
        return switch (network.pooling()) {
            case LAST_STEP -> PooledReference.last(h, network.hiddenUnits());
            case MEAN -> PooledReference.mean(h);
            case ATTENTION -> new AttentionReference(
                    h,
                    matrix(at, outputs, outputs),
                    matrix(at + outputs * outputs, 1, outputs)[0],
                    matrix(at + outputs * (outputs + 1), 1, outputs)[0],
                    at);
        };
    }

    private record OfHead(double[] probabilities, double loss, double[] gradient) {}

    private OfHead head(int at, double[] read, int[] labels, double[] gradients) {
        int outputs = head.outputs();
        double[][] w = matrix(at, read.length, outputs);
        double[] z = linear(read, w, matrix(at + read.length * outputs, 1, outputs)[0]);
        double[] p = head.fold(
                classes -> softmax(z), independent -> sigmoid(z), path -> null, values -> z, steps -> softmax(z));
        double[] targets = new double[outputs];
        for (int label : labels) {
            targets[label] = 1;
        }
        double loss = 0;
        var gradient = new double[read.length];
        for (int k = 0; k < outputs; k++) {
            double dz = p[k] - targets[k];
            boolean counts = targets[k] == 1 || head instanceof IndependentLabels;
            loss -= counts ? Math.log(targets[k] == 1 ? p[k] : 1 - p[k]) : 0;
            gradients[at + read.length * outputs + k] = dz;
            for (int u = 0; u < read.length; u++) {
                gradients[at + k * read.length + u] = dz * read[u];
                gradient[u] += dz * w[u][k];
            }
        }
        return new OfHead(p, loss, gradient);
    }

    private void backward(List<ReferenceEquations> directions, double[][] above, double[] gradients, int end) {
        int units = network.hiddenUnits();
        int each = network.directions();
        double[][] dh = above;
        int at = end;
        for (int layer = network.layers() - 1; layer >= 0; layer--) {
            var dx = new double[0][];
            for (int direction = each - 1; direction >= 0; direction--) {
                int first = direction * units;
                var part = new double[dh.length][];
                for (int t = 0; t < dh.length; t++) {
                    part[t] = Arrays.copyOfRange(dh[t], first, first + units);
                }
                var read = direction == 0 ? part : reversed(part);
                var gradient = directions.get(layer * each + direction).backward(new double[][][] {read});
                int columns = network.cell().gates() * units;
                int inputs = gradient.w().length;
                at -= (inputs + units) * columns + gradient.b().length;
                write(gradient.w(), gradients, at);
                write(gradient.r(), gradients, at + inputs * columns);
                write(new double[][] {gradient.b()}, gradients, at + (inputs + units) * columns);
                var own = direction == 0 ? gradient.x()[0] : reversed(gradient.x()[0]);
                dx = dx.length == 0 ? own : sum(dx, own);
            }
            dh = dx;
        }
    }

    private static double[][] reversed(double[][] steps) {
        var reversed = new double[steps.length][];
        Arrays.setAll(reversed, t -> steps[steps.length - 1 - t]);
        return reversed;
    }

    private static double[][] sideBySide(double[][] left, double[][] right) {
        var both = new double[left.length][];
        for (int t = 0; t < both.length; t++) {
            both[t] = Arrays.copyOf(left[t], left[t].length + right[t].length);
            System.arraycopy(right[t], 0, both[t], left[t].length, right[t].length);
        }
        return both;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        var sum = new double[a.length][];
        for (int t = 0; t < a.length; t++) {
            sum[t] = a[t].clone();
            for (int k = 0; k < sum[t].length; k++) {
                sum[t][k] += b[t][k];
            }
        }
        return sum;
    }

    /** Returns how much each step of a sequence counts in a network with attention. */
    double[] attention(double[][] sequence) {
        return read(sequence, new ArrayList<>()).pooling() instanceof AttentionReference attention
                ? attention.weights()
                : null;
    }

    private ReferenceEquations equations(double[][] w, double[][] r, double[] b) {
        return switch (network.cell()) {
            case LSTM -> new LstmReference(w, r, b);
            case GRU -> new GruReference(w, r, b);
            case RNN_TANH, RNN_RELU -> new SimpleReference(network.cell() == Cell.RNN_RELU, w, r, b);
        };
    }

    private static double[] linear(double[] h, double[][] w, double[] b) {
        var z = b.clone();
        for (int k = 0; k < z.length; k++) {
            for (int u = 0; u < h.length; u++) {
                z[k] += h[u] * w[u][k];
            }
        }
        return z;
    }

    private static double[] softmax(double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z).map(value -> Math.exp(value) / sum).toArray();
    }

    private static double[] sigmoid(double[] z) {
        return Arrays.stream(z).map(value -> 1 / (1 + Math.exp(-value))).toArray();
    }

    /** Reads a matrix whose columns lie one after another. */
    private double[][] matrix(int at, int rows, int columns) {
        var matrix = new double[rows][columns];
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                matrix[row][column] = parameters[at + column * rows + row];
            }
        }
        return matrix;
    }

    private static void write(double[][] matrix, double[] target, int at) {
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                target[at + column * matrix.length + row] = matrix[row][column];
            }
        }
    }
}
