package org.seqnet.engine.kernel;

/** The equations of a simple recurrent layer, h(t) = f(x(t) W + h(t-1) R + b), f being tanh or the positive part. */
final class SimpleReference implements ReferenceEquations {

    private final boolean rectified;
    private final double[][] w;
    private final double[][] r;
    private final double[] b;
    private final int units;

    private double[][][] x;
    private double[][][] z;
    /** One step longer than the sequence: index t holds h before step t. */
    private double[][][] h;

    SimpleReference(boolean rectified, double[][] w, double[][] r, double[] b) {
        this.rectified = rectified;
        this.w = w;
        this.r = r;
        this.b = b;
        this.units = r.length;
    }

    @Override
    public double[][][] forward(double[][][] input) {
        x = input;
        int sequences = input.length;
        int steps = input[0].length;
        z = new double[sequences][steps][units];
        h = new double[sequences][steps + 1][units];
        double[][][] output = new double[sequences][steps][];
        for (int n = 0; n < sequences; n++) {
            for (int t = 0; t < steps; t++) {
                for (int u = 0; u < units; u++) {
                    double sum = b[u];
                    for (int k = 0; k < w.length; k++) {
                        sum += x[n][t][k] * w[k][u];
                    }
                    for (int k = 0; k < units; k++) {
                        sum += h[n][t][k] * r[k][u];
                    }
                    z[n][t][u] = sum;
                    h[n][t + 1][u] = rectified ? Math.max(0, sum) : Math.tanh(sum);
                }
                output[n][t] = h[n][t + 1].clone();
            }
        }
        return output;
    }

    private double slope(double sum) {
        double tanh = Math.tanh(sum);
        return rectified ? (sum > 0 ? 1 : 0) : 1 - tanh * tanh;
    }

    @Override
    public Gradients backward(double[][][] outputGradient) {
        int sequences = x.length;
        int steps = x[0].length;
        Gradients sum = new Gradients(
                new double[w.length][units],
                new double[units][units],
                new double[units],
                new double[sequences][steps][w.length]);
        for (int n = 0; n < sequences; n++) {
            double[] dhNext = new double[units];
            for (int t = steps - 1; t >= 0; t--) {
                double[] dhBefore = new double[units];
                for (int u = 0; u < units; u++) {
                    double dz = (outputGradient[n][t][u] + dhNext[u]) * slope(z[n][t][u]);
                    sum.b()[u] += dz;
                    for (int k = 0; k < w.length; k++) {
                        sum.w()[k][u] += x[n][t][k] * dz;
                        sum.x()[n][t][k] += w[k][u] * dz;
                    }
                    for (int k = 0; k < units; k++) {
                        sum.r()[k][u] += h[n][t][k] * dz;
                        dhBefore[k] += r[k][u] * dz;
                    }
                }
                dhNext = dhBefore;
            }
        }
        return sum;
    }
}
