package org.seqnet.engine.linear;

import java.util.stream.IntStream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;

/** Logistic regression of several classes on rows in this process, as {@link SoftmaxFit} fits it. */
public final class LogisticRegression implements AutoCloseable {
    private final float[][] features;
    private final int[] classes;
    private final int count;
    private final Runnable cancellation;
    private final MatrixProducts products = MatrixProducts.fastest();
    private final Workers workers;

    /**
     * Makes ready to fit.
     *
     * @param features a row of finite features for each sequence
     * @param classes the class of each row
     * @param count the number of classes, K
     * @param threads how many threads compute; the result does not depend on it
     * @param cancellation is run from time to time, and throws to end the work
     */
    public LogisticRegression(float[][] features, int[] classes, int count, int threads, Runnable cancellation) {
        this.features = features;
        this.classes = classes;
        this.count = count;
        this.cancellation = cancellation;
        this.workers = new Workers(threads, products);
    }

    /** Fits all rows; the penalty is chosen by {@code heldOut} rows, of which there may be none. */
    public LinearFit fit(int[] heldOut) {
        var fitting = new SoftmaxFit(features[0].length, count, cancellation);
        if (heldOut.length > 0) {
            try (var training = loss(others(features.length, heldOut));
                    var validation = loss(heldOut)) {
                fitting.choosePenalty(training, validation);
            }
        }
        try (var all = loss(IntStream.range(0, features.length).toArray())) {
            return fitting.fit(all);
        }
    }

    /** Returns which of so many rows are not held out. */
    public static int[] others(int rows, int[] heldOut) {
        var isHeldOut = new boolean[rows];
        IntStream.of(heldOut).forEach(row -> isHeldOut[row] = true);
        return IntStream.range(0, rows).filter(row -> !isHeldOut[row]).toArray();
    }

    private LogisticLoss loss(int[] rows) {
        return new LogisticLoss(features, classes, count, rows, workers, products);
    }

    /** Ends its threads. */
    @Override
    public void close() {
        workers.close();
    }
}
