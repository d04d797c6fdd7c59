package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;

/** A recurrent network by its equations, one sequence at a time; parameters and gradients are flat, in its order. */
final class RecurrentReference {
    private final Recurrent network;
    private final Head head;
    private final float[] parameters;

    /** What one sequence came to. */
    record Result(double[] probabilities, double loss, double[] gradients) {}

    RecurrentReference(Recurrent network, Head head, float[] parameters) {
        this.network = network;
        this.head = head;
        this.parameters = parameters;
    }

    /**
     * @param sequence T x F
     * @param labels those that it has
     */
    Result run(double[][] sequence, int... labels) {
        int outputs = head.outputs();
        int units = network.hiddenUnits();
        var layers = new ArrayList<ReferenceEquations>();
        double[][][] h = {sequence};
        int at = 0;
        for (int i = 0; i < network.layers(); i++) {
            int inputs = h[0][0].length;
            int columns = network.cell().gates() * units;
            int biases = network.cell().biases() * units;
            var layer = equations(
                    matrix(at, inputs, columns),
                    matrix(at + inputs * columns, units, columns),
                    matrix(at + (inputs + units) * columns, 1, biases)[0]);
            layers.add(layer);
            h = layer.forward(h);
            at += (inputs + units) * columns + biases;
        }
        int steps = sequence.length;
        double[] last = h[0][steps - 1];
        double[][] w = matrix(at, units, outputs);
        double[] z = linear(last, w, matrix(at + units * outputs, 1, outputs)[0]);
        double[] p = head.fold(classes -> softmax(z), independent -> sigmoid(z), path -> null);
        double[] targets = new double[outputs];
        for (int label : labels) {
            targets[label] = 1;
        }
        double loss = 0;
        var gradients = new double[parameters.length];
        double[][][] dh = new double[1][steps][units];
        for (int k = 0; k < outputs; k++) {
            double dz = p[k] - targets[k];
            boolean counts = targets[k] == 1 || head instanceof IndependentLabels;
            loss -= counts ? Math.log(targets[k] == 1 ? p[k] : 1 - p[k]) : 0;
            gradients[at + units * outputs + k] = dz;
            for (int u = 0; u < units; u++) {
                gradients[at + k * units + u] = dz * last[u];
                dh[0][steps - 1][u] += dz * w[u][k];
            }
        }
        backward(layers, dh, gradients, at);
        return new Result(p, loss, gradients);
    }

    private void backward(List<ReferenceEquations> layers, double[][][] above, double[] gradients, int end) {
        double[][][] dh = above;
        int at = end;
        for (int i = layers.size() - 1; i >= 0; i--) {
            var gradient = layers.get(i).backward(dh);
            int columns = gradient.w()[0].length;
            int inputs = gradient.w().length;
            int units = gradient.r().length;
            at -= (inputs + units) * columns + gradient.b().length;
            write(gradient.w(), gradients, at);
            write(gradient.r(), gradients, at + inputs * columns);
            write(new double[][] {gradient.b()}, gradients, at + (inputs + units) * columns);
            dh = gradient.x();
        }
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
