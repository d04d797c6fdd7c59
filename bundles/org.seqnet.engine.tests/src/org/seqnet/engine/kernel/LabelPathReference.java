package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seqnet.engine.network.LabelPath;

/** The equations of a label path, one sequence at a time; parameters and gradients are flat, in its order. */
final class LabelPathReference {
    private final LabelPath path;
    private final int inputs;
    private final double[] parameters;
    private final double[][] embeddings;
    private final double[][] w;
    private final double[][] r;
    private final double[] bias;
    private final double[][] outputProjection;
    private final double[][] imageProjection;
    private final double[] jointBias;

    /** What one sequence came to. */
    record Result(double loss, boolean hit, double[] gradients, double[] inputGradients) {}

    LabelPathReference(LabelPath path, int inputs, double[] parameters) {
        this.path = path;
        this.inputs = inputs;
        this.parameters = parameters;
        int e = path.embeddingSize();
        int h = path.hiddenUnits();
        int at = 0;
        embeddings = new double[path.count() + 2][e];
        for (double[] row : embeddings) {
            System.arraycopy(parameters, at, row, 0, e);
            at += e;
        }
        w = columns(at, e, 4 * h);
        r = columns(at += e * 4 * h, h, 4 * h);
        bias = columns(at += h * 4 * h, 1, 4 * h)[0];
        outputProjection = columns(at += 4 * h, h, e);
        imageProjection = columns(at += h * e, inputs, e);
        jointBias = columns(at += inputs * e, 1, e)[0];
    }

    static int parameterCount(LabelPath path, int inputs) {
        int e = path.embeddingSize();
        int h = path.hiddenUnits();
        return (path.count() + 2) * e + 4 * h * (e + h + 1) + e * (h + inputs + 1);
    }

    private double[][] columns(int at, int rows, int columns) {
        var matrix = new double[rows][columns];
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                matrix[row][column] = parameters[at + column * rows + row];
            }
        }
        return matrix;
    }

    /** Returns the image's part of the joint space. */
    double[] image(double[] values) {
        var image = jointBias.clone();
        for (int k = 0; k < image.length; k++) {
            for (int d = 0; d < inputs; d++) {
                image[k] += values[d] * imageProjection[d][k];
            }
        }
        return image;
    }

    /** Returns the probabilities of all labels and, behind them, of the end, after a path. */
    double[] next(double[] image, List<Integer> taken) {
        var lstm = new LstmReference(w, r, bias);
        double[] h = last(lstm, taken);
        double[] s = scores(joint(h, image));
        taken.forEach(label -> s[label] = Double.NEGATIVE_INFINITY);
        double sum = 0;
        for (int k = 0; k < s.length; k++) {
            s[k] = Math.exp(s[k]);
            sum += s[k];
        }
        for (int k = 0; k < s.length; k++) {
            s[k] /= sum;
        }
        return s;
    }

    private double[] last(LstmReference lstm, List<Integer> taken) {
        var output = lstm.forward(new double[][][] {read(taken)})[0];
        return output[output.length - 1];
    }

    private double[][] read(List<Integer> taken) {
        var read = new double[taken.size() + 1][];
        read[0] = embeddings[path.count() + 1];
        for (int t = 0; t < taken.size(); t++) {
            read[t + 1] = embeddings[taken.get(t)];
        }
        return read;
    }

    private double[] joint(double[] h, double[] image) {
        var x = image.clone();
        for (int k = 0; k < x.length; k++) {
            for (int u = 0; u < h.length; u++) {
                x[k] += h[u] * outputProjection[u][k];
            }
            x[k] = Math.max(0, x[k]);
        }
        return x;
    }

    private double[] scores(double[] x) {
        var s = new double[path.count() + 1];
        for (int k = 0; k < s.length; k++) {
            for (int j = 0; j < x.length; j++) {
                s[k] += embeddings[k][j] * x[j];
            }
        }
        return s;
    }

    /** Returns the labels of a set in the order in which they are learned. */
    List<Integer> taught(double[] image, int[] set) {
        var left = new ArrayList<Integer>();
        for (int label : set) {
            left.add(label);
        }
        if (!path.isOrderFree()) {
            left.sort(Comparator.comparing(path.order()::get));
            return left;
        }
        var taken = new ArrayList<Integer>();
        while (!left.isEmpty()) {
            var p = next(image, taken);
            var best = left.stream().max(Comparator.comparingDouble(k -> p[k])).orElseThrow();
            taken.add(best);
            left.remove(best);
        }
        return taken;
    }

    /** Returns the likeliest: of equally likely ones the end, then the lowest label. */
    static int likeliest(double[] p) {
        int best = p.length - 1;
        for (int k = 0; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        return best;
    }

    Result run(double[] values, int[] set) {
        var image = image(values);
        var taught = taught(image, set);
        int steps = taught.size() + 1;
        var lstm = new LstmReference(w, r, bias);
        var h = lstm.forward(new double[][][] {read(taught)})[0];
        double loss = 0;
        boolean hit = true;
        var dh = new double[1][steps][path.hiddenUnits()];
        var gradients = new Gradients();
        for (int t = 0; t < steps; t++) {
            var taken = taught.subList(0, t);
            var p = next(image, taken);
            int target = t < taught.size() ? taught.get(t) : path.count();
            loss -= Math.log(p[target]);
            hit &= target == likeliest(p);
            p[target] -= 1;
            gradients.addStep(h[t], joint(h[t], image), p, dh[0][t]);
        }
        var back = lstm.backward(dh);
        gradients.addLstm(back, taught);
        return new Result(loss, hit, gradients.flat(values), gradients.inputs());
    }

    /** Sums over the steps of a path. */
    private final class Gradients {
        private final double[][] dEmbeddings = new double[embeddings.length][path.embeddingSize()];
        private final double[][] dOutput = new double[path.hiddenUnits()][path.embeddingSize()];
        private final double[] dImage = new double[path.embeddingSize()];
        private ReferenceEquations.Gradients lstm;

        void addStep(double[] h, double[] x, double[] ds, double[] dh) {
            for (int j = 0; j < x.length; j++) {
                double dx = 0;
                for (int k = 0; k < ds.length; k++) {
                    dEmbeddings[k][j] += ds[k] * x[j];
                    dx += ds[k] * embeddings[k][j];
                }
                if (x[j] > 0) {
                    dImage[j] += dx;
                    for (int u = 0; u < h.length; u++) {
                        dOutput[u][j] += dx * h[u];
                        dh[u] += dx * outputProjection[u][j];
                    }
                }
            }
        }

        void addLstm(ReferenceEquations.Gradients back, List<Integer> taught) {
            lstm = back;
            for (int t = 0; t <= taught.size(); t++) {
                int label = t == 0 ? path.count() + 1 : taught.get(t - 1);
                for (int j = 0; j < path.embeddingSize(); j++) {
                    dEmbeddings[label][j] += back.x()[0][t][j];
                }
            }
        }

        double[] inputs() {
            var dv = new double[inputs];
            for (int d = 0; d < inputs; d++) {
                for (int k = 0; k < dImage.length; k++) {
                    dv[d] += dImage[k] * imageProjection[d][k];
                }
            }
            return dv;
        }

        double[] flat(double[] values) {
            var dProjection = new double[inputs][dImage.length];
            for (int d = 0; d < inputs; d++) {
                for (int k = 0; k < dImage.length; k++) {
                    dProjection[d][k] = dImage[k] * values[d];
                }
            }
            var flat = new double[parameters.length];
            int at = 0;
            for (double[] row : dEmbeddings) {
                System.arraycopy(row, 0, flat, at, row.length);
                at += row.length;
            }
            for (double[][] matrix : List.of(
                    lstm.w(), lstm.r(), new double[][] {lstm.b()}, dOutput, dProjection, new double[][] {dImage})) {
                for (int column = 0; column < matrix[0].length; column++) {
                    for (double[] row : matrix) {
                        flat[at++] = row[column];
                    }
                }
            }
            return flat;
        }
    }
}
