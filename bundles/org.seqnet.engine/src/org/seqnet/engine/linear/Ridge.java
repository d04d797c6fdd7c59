package org.seqnet.engine.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.DoublePointer;
import org.seqnet.engine.SeqNetException;

/**
 * Ridge regression with an intercept. The penalty, one of ten from 0.001 to 1,000, is that of the least squared error
 * in leave-one-out cross-validation, summed over all targets.
 *
 * <p>Decomposes the products of all rows if there are fewer rows than features, otherwise those of all features: the
 * time grows with the cube of the smaller number.
 */
final class Ridge {
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

    /**
     * @param features a row of finite features for each sequence
     * @param targets the targets of all rows, target by target; the caller's no more
     * @param cancellation is run from time to time, and throws to end the work
     */
    private Ridge(float[][] features, double[][] targets, Runnable cancellation) {
        this.features = features;
        this.width = features[0].length;
        this.means = means(features);
        this.targets = targets;
        this.targetMeans = new double[targets.length];
        this.cancellation = cancellation;
        for (int k = 0; k < targets.length; k++) {
            int number = k;
            targetMeans[k] = Arrays.stream(targets[k]).sum() / features.length;
            Arrays.setAll(targets[k], i -> targets[number][i] - targetMeans[number]);
        }
    }

    /**
     * What was fitted.
     *
     * @param weights features of each target
     * @param biases of each target
     * @param scores of each target what the fit to all other rows gives for each row
     */
    record Fit(double[][] weights, double[] biases, double[][] scores, double penalty) {}

    /** For what it is fitted, as messages put it. */
    enum Purpose {
        CLASSES(
                "The ridge classifier",
                "Select logistic regression, or use fewer features.",
                "Select logistic regression, or scale the sequences."),
        VALUES("Ridge regression", "Use fewer features.", "Scale the sequences.");

        private final String title;
        private final String advice;
        private final String remedy;

        Purpose(String title, String advice, String remedy) {
            this.title = title;
            this.advice = advice;
            this.remedy = remedy;
        }

        String title() {
            return title;
        }

        String advice() {
            return advice;
        }

        /** Returns what to do if there is no solution. */
        String remedy() {
            return remedy;
        }
    }

    /** Returns the penalties to choose from. */
    static double[] penalties() {
        var penalties = new double[10];
        Arrays.setAll(penalties, i -> Math.pow(10, -3 + i * 6 / 9.0));
        return penalties;
    }

    /**
     * Fits all targets on the calling thread.
     *
     * @param targets the targets of all rows, target by target; the caller's no more
     * @param cancellation is run from time to time, and throws to end the work
     * @throws SeqNetException if both rows and features are too many, there is not enough memory, or the processor's
     *     matrix products are wrong
     */
    static Fit fit(float[][] features, double[][] targets, Purpose purpose, Runnable cancellation) {
        int smaller = Math.min(features.length, features[0].length);
        if (smaller > SymmetricMatrix.MOST_ROWS) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "%s takes at most %,d rows or %,d features; there are %,d rows and %,d features. %s",
                    purpose.title(),
                    SymmetricMatrix.MOST_ROWS,
                    SymmetricMatrix.MOST_ROWS,
                    features.length,
                    features[0].length,
                    purpose.advice()));
        }
        if (!DoubleProducts.areRight()) {
            throw new SeqNetException(purpose.title()
                    + " cannot be computed, as OpenBLAS multiplies matrices incorrectly on this processor. Set the"
                    + " environment variable OPENBLAS_CORETYPE to Haswell, and start the application again.");
        }
        var ridge = new Ridge(features, targets, cancellation);
        return features.length <= features[0].length ? ridge.byRows(purpose) : ridge.byFeatures(purpose);
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

    private Fit byRows(Purpose purpose) {
        int rows = features.length;
        try (var products = new SymmetricMatrix(rows);
                var block = new DoublePointer((long) rows * BLOCK)) {
            for (int from = 0; from < width; from += BLOCK) {
                cancellation.run();
                int columns = Math.min(BLOCK, width - from);
                put(block, 0, rows, from, columns);
                products.addRowProducts(block, columns);
            }
            double[] eigenvalues = products.decompose(purpose);
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
            return fit(leaveOneOut, best, weights(products, eigenvalues, leaveOneOut, best));
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

    private Fit byFeatures(Purpose purpose) {
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
            double[] eigenvalues = products.decompose(purpose);
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
            return fit(leaveOneOut, best, weights);
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

    private Fit fit(LeaveOneOut leaveOneOut, int best, double[][] weights) {
        var biases = targetMeans.clone();
        var scores = leaveOneOut.scores(best);
        for (int k = 0; k < biases.length; k++) {
            for (int f = 0; f < width; f++) {
                biases[k] -= weights[k][f] * means[f];
            }
            for (int i = 0; i < features.length; i++) {
                scores[k][i] += targetMeans[k];
            }
        }
        return new Fit(weights, biases, scores, penalties()[best]);
    }
}
