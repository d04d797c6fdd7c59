package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;

/** A recurrent network by its equations, one sequence at a time; parameters and gradients are flat, in its order. */
final class RecurrentReference {
    private final Recurrent network;
    private final int classes;
    private final float[] parameters;

    /** What one sequence came to. */
    record Result(double[] probabilities, double loss, double[] gradients) {}

    RecurrentReference(Recurrent network, int classes, float[] parameters) {
        this.network = network;
        this.classes = classes;
        this.parameters = parameters;
    }

    /** @param sequence T x F */
    Result run(double[][] sequence, int actual) {
        int units = network.hiddenUnits();
        var layers = new ArrayList<ReferenceEquations>();
        double[][][] h = {sequence};
        int at = 0;
        for (int i = 0; i < network.layers(); i++) {
            int inputs = h[0][0].length;
            int columns = network.cell().gates() * units;
            var layer = equations(
                    matrix(at, inputs, columns),
                    matrix(at + inputs * columns, units, columns),
                    matrix(at + (inputs + units) * columns, 1, columns)[0]);
            layers.add(layer);
            h = layer.forward(h);
            at += (inputs + units + 1) * columns;
        }
        int steps = sequence.length;
        double[] last = h[0][steps - 1];
        double[][] w = matrix(at, units, classes);
        double[] p = softmax(last, w, matrix(at + units * classes, 1, classes)[0]);
        var gradients = new double[parameters.length];
        double[][][] dh = new double[1][steps][units];
        for (int k = 0; k < classes; k++) {
            double dz = p[k] - (k == actual ? 1 : 0);
            gradients[at + units * classes + k] = dz;
            for (int u = 0; u < units; u++) {
                gradients[at + k * units + u] = dz * last[u];
                dh[0][steps - 1][u] += dz * w[u][k];
            }
        }
        backward(layers, dh, gradients, at);
        return new Result(p, -Math.log(p[actual]), gradients);
    }

    private void backward(List<ReferenceEquations> layers, double[][][] above, double[] gradients, int end) {
        double[][][] dh = above;
        int at = end;
        for (int i = layers.size() - 1; i >= 0; i--) {
            var gradient = layers.get(i).backward(dh);
            int columns = gradient.b().length;
            int inputs = gradient.w().length;
            int units = gradient.r().length;
            at -= (inputs + units + 1) * columns;
            write(gradient.w(), gradients, at);
            write(gradient.r(), gradients, at + inputs * columns);
            write(new double[][] {gradient.b()}, gradients, at + (inputs + units) * columns);
            dh = gradient.x();
        }
    }

    private ReferenceEquations equations(double[][] w, double[][] r, double[] b) {
        return network.cell() == Cell.LSTM
                ? new LstmReference(w, r, b)
                : new SimpleReference(network.cell() == Cell.RNN_RELU, w, r, b);
    }

    private static double[] softmax(double[] h, double[][] w, double[] b) {
        var p = b.clone();
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            for (int u = 0; u < h.length; u++) {
                p[k] += h[u] * w[u][k];
            }
            p[k] = Math.exp(p[k]);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
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
