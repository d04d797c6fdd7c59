package org.seqnet.engine.kernel;

/** What becomes of the outputs of the last layer of one sequence, T x O, by its equations. */
interface PooledReference {

    /** Returns the number of its parameters. */
    default int parameterCount() {
        return 0;
    }

    /** Returns what the head reads, O values. */
    double[] forward();

    /** Returns dL/dh for dL/dy and writes the gradients of its parameters. */
    double[][] backward(double[] dy, double[] gradients);

    /** Each direction's own last output: of the first {@code units} values the last, of others the first. */
    static PooledReference last(double[][] h, int units) {
        return new PooledReference() {
            private int step(int k) {
                return k < units ? h.length - 1 : 0;
            }

            @Override
            public double[] forward() {
                var y = new double[h[0].length];
                for (int k = 0; k < y.length; k++) {
                    y[k] = h[step(k)][k];
                }
                return y;
            }

            @Override
            public double[][] backward(double[] dy, double[] gradients) {
                var dh = new double[h.length][dy.length];
                for (int k = 0; k < dy.length; k++) {
                    dh[step(k)][k] = dy[k];
                }
                return dh;
            }
        };
    }

    /** The mean over the steps. */
    static PooledReference mean(double[][] h) {
        return new PooledReference() {
            @Override
            public double[] forward() {
                var y = new double[h[0].length];
                for (double[] step : h) {
                    for (int k = 0; k < y.length; k++) {
                        y[k] += step[k] / h.length;
                    }
                }
                return y;
            }

            @Override
            public double[][] backward(double[] dy, double[] gradients) {
                var dh = new double[h.length][dy.length];
                for (double[] step : dh) {
                    for (int k = 0; k < dy.length; k++) {
                        step[k] = dy[k] / h.length;
                    }
                }
                return dh;
            }
        };
    }
}
