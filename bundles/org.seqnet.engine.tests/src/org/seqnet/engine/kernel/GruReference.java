package org.seqnet.engine.kernel;

/**
 * The equations of a GRU layer with the reset gate after the product. The columns of its weights are R, Z, N; its
 * biases are those of R, Z and of the candidate's two sums: that of x, that of h.
 */
final class GruReference implements ReferenceEquations {

    private final int units;
    private final double[][] w;
    private final double[][] v;
    private final double[] b;

    private double[][][] x;
    private double[][][] r, z, q, candidate;
    /** One step longer than the sequence: index t holds h before step t. */
    private double[][][] h;

    GruReference(double[][] inputWeights, double[][] recurrentWeights, double[] b) {
        this.units = recurrentWeights.length;
        this.w = inputWeights;
        this.v = recurrentWeights;
        this.b = b;
    }

    @Override
    public double[][][] forward(double[][][] input) {
        int sequences = input.length;
        int steps = input[0].length;
        x = input;
        r = new double[sequences][steps][units];
        z = new double[sequences][steps][units];
        q = new double[sequences][steps][units];
        candidate = new double[sequences][steps][units];
        h = new double[sequences][steps + 1][units];
        double[][][] output = new double[sequences][steps][];
        for (int n = 0; n < sequences; n++) {
            for (int t = 0; t < steps; t++) {
                for (int u = 0; u < units; u++) {
                    r[n][t][u] = sigmoid(ofInput(n, t, u) + ofOutput(n, t, u) + b[u]);
                    z[n][t][u] = sigmoid(ofInput(n, t, units + u) + ofOutput(n, t, units + u) + b[units + u]);
                    q[n][t][u] = ofOutput(n, t, 2 * units + u) + b[3 * units + u];
                    double sum = ofInput(n, t, 2 * units + u) + b[2 * units + u];
                    candidate[n][t][u] = Math.tanh(sum + r[n][t][u] * q[n][t][u]);
                    h[n][t + 1][u] = (1 - z[n][t][u]) * candidate[n][t][u] + z[n][t][u] * h[n][t][u];
                }
                output[n][t] = h[n][t + 1].clone();
            }
        }
        return output;
    }

    private double ofInput(int n, int t, int column) {
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            sum += x[n][t][k] * w[k][column];
        }
        return sum;
    }

    private double ofOutput(int n, int t, int column) {
        double sum = 0;
        for (int k = 0; k < units; k++) {
            sum += h[n][t][k] * v[k][column];
        }
        return sum;
    }

    @Override
    public Gradients backward(double[][][] outputGradient) {
        int sequences = x.length;
        int steps = x[0].length;
        Gradients sum = new Gradients(
                new double[w.length][3 * units],
                new double[units][3 * units],
                new double[4 * units],
                new double[sequences][steps][w.length]);
        for (int n = 0; n < sequences; n++) {
            double[] dhNext = new double[units];
            for (int t = steps - 1; t >= 0; t--) {
                double[] dhBefore = new double[units];
                for (int u = 0; u < units; u++) {
                    double dh = outputGradient[n][t][u] + dhNext[u];
                    double dn = dh * (1 - z[n][t][u]) * (1 - candidate[n][t][u] * candidate[n][t][u]);
                    double dr = dn * q[n][t][u] * r[n][t][u] * (1 - r[n][t][u]);
                    double dz = dh * (h[n][t][u] - candidate[n][t][u]) * z[n][t][u] * (1 - z[n][t][u]);
                    double dq = dn * r[n][t][u];
                    sum.b()[3 * units + u] += dq;
                    double[] ofInput = {dr, dz, dn};
                    double[] ofOutput = {dr, dz, dq};
                    for (int gate = 0; gate < 3; gate++) {
                        int column = gate * units + u;
                        sum.b()[column] += ofInput[gate];
                        for (int k = 0; k < w.length; k++) {
                            sum.w()[k][column] += x[n][t][k] * ofInput[gate];
                            sum.x()[n][t][k] += w[k][column] * ofInput[gate];
                        }
                        for (int k = 0; k < units; k++) {
                            sum.r()[k][column] += h[n][t][k] * ofOutput[gate];
                            dhBefore[k] += v[k][column] * ofOutput[gate];
                        }
                    }
                    dhBefore[u] += dh * z[n][t][u];
                }
                dhNext = dhBefore;
            }
        }
        return sum;
    }

    private static double sigmoid(double sum) {
        return 1 / (1 + Math.exp(-sum));
    }
}
