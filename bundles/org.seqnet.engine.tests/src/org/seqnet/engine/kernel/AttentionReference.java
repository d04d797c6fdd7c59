package org.seqnet.engine.kernel;

/** Attention pooling by its equations: e(t) = v . tanh(h(t) W + b), y = sum of softmax(e)(t) h(t). */
final class AttentionReference implements PooledReference {
    private final double[][] h;
    private final double[][] w;
    private final double[] b;
    private final double[] v;
    private final int at;

    private final double[][] u;
    private final double[] a;

    /** @param at where its parameters stand */
    AttentionReference(double[][] h, double[][] w, double[] b, double[] v, int at) {
        this.h = h;
        this.w = w;
        this.b = b;
        this.v = v;
        this.at = at;
        u = new double[h.length][v.length];
        a = new double[h.length];
    }

    @Override
    public int parameterCount() {
        return v.length * (v.length + 2);
    }

    /** Returns the weight of each step. */
    double[] weights() {
        forward();
        return a.clone();
    }

    @Override
    public double[] forward() {
        double sum = 0;
        for (int t = 0; t < h.length; t++) {
            double e = 0;
            for (int j = 0; j < v.length; j++) {
                double z = b[j];
                for (int k = 0; k < v.length; k++) {
                    z += h[t][k] * w[k][j];
                }
                u[t][j] = Math.tanh(z);
                e += v[j] * u[t][j];
            }
            a[t] = Math.exp(e);
            sum += a[t];
        }
        var y = new double[v.length];
        for (int t = 0; t < h.length; t++) {
            a[t] /= sum;
            for (int k = 0; k < v.length; k++) {
                y[k] += a[t] * h[t][k];
            }
        }
        return y;
    }

    @Override
    public double[][] backward(double[] dy, double[] gradients) {
        int size = v.length;
        var dh = new double[h.length][size];
        var da = new double[h.length];
        double mean = 0;
        for (int t = 0; t < h.length; t++) {
            for (int k = 0; k < size; k++) {
                da[t] += dy[k] * h[t][k];
                dh[t][k] = a[t] * dy[k];
            }
            mean += a[t] * da[t];
        }
        for (int t = 0; t < h.length; t++) {
            double de = a[t] * (da[t] - mean);
            for (int j = 0; j < size; j++) {
                double dz = de * v[j] * (1 - u[t][j] * u[t][j]);
                gradients[at + size * size + j] += dz;
                gradients[at + size * (size + 1) + j] += de * u[t][j];
                for (int k = 0; k < size; k++) {
                    gradients[at + j * size + k] += dz * h[t][k];
                    dh[t][k] += dz * w[k][j];
                }
            }
        }
        return dh;
    }
}
