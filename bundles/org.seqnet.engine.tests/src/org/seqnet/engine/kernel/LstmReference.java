package org.seqnet.engine.kernel;

/** The equations of an LSTM layer; the columns of its weights are I, F, O, G. */
final class LstmReference implements ReferenceEquations {

    private final int units;
    private final double[][] w;
    private final double[][] r;
    private final double[] b;

    private double[][][] x;
    private double[][][] i, f, o, g, tanhC;
    /** One step longer than the sequence: index t holds the state before step t. */
    private double[][][] h, c;

    LstmReference(double[][] w, double[][] r, double[] b) {
        this.units = r.length;
        this.w = w;
        this.r = r;
        this.b = b;
    }

    @Override
    public double[][][] forward(double[][][] input) {
        int sequences = input.length;
        int steps = input[0].length;
        x = input;
        i = new double[sequences][steps][units];
        f = new double[sequences][steps][units];
        o = new double[sequences][steps][units];
        g = new double[sequences][steps][units];
        tanhC = new double[sequences][steps][units];
        h = new double[sequences][steps + 1][];
        c = new double[sequences][steps + 1][];
        double[][][] output = new double[sequences][steps][];
        for (int n = 0; n < sequences; n++) {
            h[n][0] = new double[units];
            c[n][0] = new double[units];
            for (int t = 0; t < steps; t++) {
                h[n][t + 1] = new double[units];
                c[n][t + 1] = new double[units];
                for (int u = 0; u < units; u++) {
                    i[n][t][u] = Math.tanh(preActivation(n, t, u));
                    f[n][t][u] = sigmoid(preActivation(n, t, units + u));
                    o[n][t][u] = sigmoid(preActivation(n, t, 2 * units + u));
                    g[n][t][u] = sigmoid(preActivation(n, t, 3 * units + u));
                    double cell = f[n][t][u] * c[n][t][u] + g[n][t][u] * i[n][t][u];
                    tanhC[n][t][u] = Math.tanh(cell);
                    c[n][t + 1][u] = cell;
                    h[n][t + 1][u] = o[n][t][u] * tanhC[n][t][u];
                }
                output[n][t] = h[n][t + 1].clone();
            }
        }
        return output;
    }

    private double preActivation(int n, int t, int column) {
        double z = b[column];
        for (int k = 0; k < w.length; k++) {
            z += x[n][t][k] * w[k][column];
        }
        for (int k = 0; k < units; k++) {
            z += h[n][t][k] * r[k][column];
        }
        return z;
    }

    /** Returns the cell after the last step of a sequence. */
    double[] lastCell(int sequence) {
        return c[sequence][c[sequence].length - 1];
    }

    @Override
    public Gradients backward(double[][][] outputGradient) {
        int sequences = x.length;
        int steps = x[0].length;
        Gradients sum = new Gradients(
                new double[w.length][4 * units],
                new double[units][4 * units],
                new double[4 * units],
                new double[sequences][steps][w.length]);
        for (int n = 0; n < sequences; n++) {
            double[] dhNext = new double[units];
            double[] dcNext = new double[units];
            for (int t = steps - 1; t >= 0; t--) {
                double[] dz = new double[4 * units];
                for (int u = 0; u < units; u++) {
                    double dh = outputGradient[n][t][u] + dhNext[u];
                    double dc = dcNext[u] + dh * o[n][t][u] * (1 - square(tanhC[n][t][u]));
                    dz[u] = dc * g[n][t][u] * (1 - square(i[n][t][u]));
                    dz[units + u] = dc * c[n][t][u] * f[n][t][u] * (1 - f[n][t][u]);
                    dz[2 * units + u] = dh * tanhC[n][t][u] * o[n][t][u] * (1 - o[n][t][u]);
                    dz[3 * units + u] = dc * i[n][t][u] * g[n][t][u] * (1 - g[n][t][u]);
                    dcNext[u] = dc * f[n][t][u];
                }
                dhNext = new double[units];
                for (int column = 0; column < 4 * units; column++) {
                    sum.b()[column] += dz[column];
                    for (int k = 0; k < w.length; k++) {
                        sum.w()[k][column] += x[n][t][k] * dz[column];
                        sum.x()[n][t][k] += w[k][column] * dz[column];
                    }
                    for (int k = 0; k < units; k++) {
                        sum.r()[k][column] += h[n][t][k] * dz[column];
                        dhNext[k] += r[k][column] * dz[column];
                    }
                }
            }
        }
        return sum;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double square(double value) {
        return value * value;
    }
}
