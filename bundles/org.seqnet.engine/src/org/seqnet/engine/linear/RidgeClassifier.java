package org.seqnet.engine.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.DoublePointer;
import org.seqnet.engine.SeqNetException;

/**
 * Ridge regression on targets of 1 for a row's class and -1 for the others, with an intercept. The penalty, one of ten
 * from 0.001 to 1,000, is that of the least mean squared error in leave-one-out cross-validation. The leave-one-out
 * scores also give the temperature at which softmax makes probabilities of scores; weights and biases are divided by
 * it.
 *
 * <p>Decomposes the products of all rows if there are fewer rows than features, otherwise those of all features: the
 * time grows with the cube of the smaller number.
 */
public final class RidgeClassifier {
    private static final int BLOCK = 256;
    private static final int COLUMN_MAJOR = 102;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private final float[][] features;
    private final int width;
    private final double[] means;
    private final double[][] targets;
    private final double[] targetMeans;
    private final Runnable cancellation;

    private RidgeClassifier(float[][] features, int[] classes, int count, Runnable cancellation) {
        this.features = features;
        this.width = features[0].length;
        this.means = means(features);
        this.targets = new double[count][features.length];
        this.targetMeans = new double[count];
        this.cancellation = cancellation;
        for (int k = 0; k < count; k++) {
            int number = k;
            Arrays.setAll(targets[k], i -> classes[i] == number ? 1 : -1);
            targetMeans[k] = Arrays.stream(targets[k]).sum() / classes.length;
            Arrays.setAll(targets[k], i -> targets[number][i] - targetMeans[number]);
        }
    }

    /** Returns the penalties to choose from. */
    static double[] penalties() {
        var penalties = new double[10];
        Arrays.setAll(penalties, i -> Math.pow(10, -3 + i * 6 / 9.0));
        return penalties;
    }

    /**
     * Fits a classifier on the calling thread.
     *
     * @param features a row of finite features for each sequence, at least two
     * @param classes the class of each row
     * @param count the number of classes, K
     * @param cancellation is run from time to time, and throws to end the work
     * @throws SeqNetException if both rows and features are too many, or there is not enough memory
     */
    public static LinearFit fit(float[][] features, int[] classes, int count, Runnable cancellation) {
        int smaller = Math.min(features.length, features[0].length);
        if (smaller > SymmetricMatrix.MOST_ROWS) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The ridge classifier takes at most %,d rows or %,d features; there are %,d rows and %,d features. "
                            + "Select logistic regression, or use fewer features.",
                    SymmetricMatrix.MOST_ROWS,
                    SymmetricMatrix.MOST_ROWS,
                    features.length,
                    features[0].length));
        }
        var classifier = new RidgeClassifier(features, classes, count, cancellation);
        return features.length <= features[0].length ? classifier.byRows(classes) : classifier.byFeatures(classes);
    }

    private static double[] means(float[][] features) {
        var means = new double[features[0].length];
        for (var row : features) {
            for (int f = 0; f < means.length; f++) {
                means[f] += row[f];
            }
        }
        Arrays.setAll(means, f -> means[f] / features.length);
        return means;
    }

    private LinearFit byRows(int[] classes) {
        int rows = features.length;
        try (var products = new SymmetricMatrix(rows);
                var block = new DoublePointer((long) rows * BLOCK)) {
            for (int from = 0; from < width; from += BLOCK) {
                cancellation.run();
                int columns = Math.min(BLOCK, width - from);
                put(block, 0, rows, from, columns);
                products.addRowProducts(block, columns);
            }
            double[] eigenvalues = products.decompose();
            var leaveOneOut = new LeaveOneOut(penalties(), eigenvalues, targets);
            var direction = new double[rows];
            for (int j = 0; j < rows; j++) {
                cancellation.run();
                products.copyColumn(j, direction);
                double length = Math.sqrt(eigenvalues[j]);
                for (int i = 0; i < rows; i++) {
                    direction[i] *= length;
                }
                leaveOneOut.project(j, direction, 0, rows);
                leaveOneOut.fit(j, direction, 0, rows);
            }
            int best = leaveOneOut.best();
            return fit(leaveOneOut, best, classes, weights(products, eigenvalues, leaveOneOut, best));
        }
    }

    /** Returns the weights as sums of the rows. */
    private double[][] weights(SymmetricMatrix products, double[] eigenvalues, LeaveOneOut leaveOneOut, int best) {
        int rows = features.length;
        var shares = new double[targets.length][rows];
        var direction = new double[rows];
        for (int j = 0; j < rows; j++) {
            double length = Math.sqrt(eigenvalues[j]);
            products.copyColumn(j, direction);
            double[] weights = leaveOneOut.weights(j, best);
            for (int k = 0; length > 0 && k < shares.length; k++) {
                add(shares[k], direction, weights[k] / length);
            }
        }
        var weights = new double[targets.length][width];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < weights.length; k++) {
                double share = shares[k][i];
                for (int f = 0; f < width; f++) {
                    weights[k][f] += share * (features[i][f] - means[f]);
                }
            }
        }
        return weights;
    }

    private LinearFit byFeatures(int[] classes) {
        int rows = features.length;
        try (var products = new SymmetricMatrix(width);
                var block = new DoublePointer((long) width * BLOCK);
                var turned = new DoublePointer((long) width * BLOCK)) {
            for (int from = 0; from < rows; from += BLOCK) {
                cancellation.run();
                int count = Math.min(BLOCK, rows - from);
                put(block, from, count, 0, width);
                products.addColumnProducts(block, count);
            }
            double[] eigenvalues = products.decompose();
            var leaveOneOut = new LeaveOneOut(penalties(), eigenvalues, targets);
            turn(products, block, turned, leaveOneOut::project);
            turn(products, block, turned, leaveOneOut::fit);
            int best = leaveOneOut.best();
            var weights = new double[targets.length][width];
            var direction = new double[width];
            for (int j = 0; j < width; j++) {
                products.copyColumn(j, direction);
                double[] share = leaveOneOut.weights(j, best);
                for (int k = 0; k < weights.length; k++) {
                    add(weights[k], direction, share[k]);
                }
            }
            return fit(leaveOneOut, best, classes, weights);
        }
    }

    /** Takes some rows in a direction. */
    private interface Turned {
        void take(int direction, double[] values, int first, int count);
    }

    /** Multiplies all rows with the eigenvectors, block by block. */
    private void turn(SymmetricMatrix vectors, DoublePointer block, DoublePointer turned, Turned taker) {
        var values = new double[BLOCK];
        for (int from = 0; from < features.length; from += BLOCK) {
            cancellation.run();
            int count = Math.min(BLOCK, features.length - from);
            put(block, from, count, 0, width);
            cblas_dgemm(
                    COLUMN_MAJOR,
                    TRANSPOSED,
                    PLAIN,
                    count,
                    width,
                    width,
                    1,
                    block,
                    width,
                    vectors.values(),
                    width,
                    0,
                    turned,
                    count);
            for (int j = 0; j < width; j++) {
                turned.position((long) j * count).get(values, 0, count);
                taker.take(j, values, from, count);
            }
            turned.position(0);
        }
    }

    /** Copies features less their means, rows x columns row-major. */
    private void put(DoublePointer block, int firstRow, int rows, int firstColumn, int columns) {
        var values = new double[columns];
        for (int i = 0; i < rows; i++) {
            float[] row = features[firstRow + i];
            for (int c = 0; c < columns; c++) {
                values[c] = row[firstColumn + c] - means[firstColumn + c];
            }
            block.position((long) i * columns).put(values, 0, columns);
        }
        block.position(0);
    }

    private static void add(double[] sums, double[] values, double factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * values[i];
        }
    }

    private LinearFit fit(LeaveOneOut leaveOneOut, int best, int[] classes, double[][] weights) {
        var biases = targetMeans.clone();
        var scores = leaveOneOut.scores(best);
        for (int k = 0; k < biases.length; k++) {
            for (int f = 0; f < width; f++) {
                biases[k] -= weights[k][f] * means[f];
            }
            for (int i = 0; i < classes.length; i++) {
                scores[k][i] += targetMeans[k];
            }
        }
        return LinearFit.of(weights, biases, new ScoreSharpness(scores, classes).best(), penalties()[best]);
    }
}
