package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The cells of a confusion matrix that have rows: few, however many classes there are. */
final class ConfusionCells {
    private final int classes;
    /** The cell of each row. */
    private final int[] cellOf;
    /** The place of each cell in the matrix, row by row. */
    private final long[] places;

    private ConfusionCells(int classes, int[] cellOf, long[] places) {
        this.classes = classes;
        this.cellOf = cellOf;
        this.places = places;
    }

    static ConfusionCells of(ClassPrediction prediction) {
        int classes = prediction.classes();
        long[] placeOf = IntStream.range(0, prediction.rows())
                .mapToLong(row ->
                        (long) prediction.actual()[row] * classes + prediction.predicted()[row])
                .toArray();
        long[] places = Arrays.stream(placeOf).sorted().distinct().toArray();
        int[] cellOf = Arrays.stream(placeOf)
                .mapToInt(place -> Arrays.binarySearch(places, place))
                .toArray();
        return new ConfusionCells(classes, cellOf, places);
    }

    int actual(int cell) {
        return (int) (places[cell] / classes);
    }

    int predicted(int cell) {
        return (int) (places[cell] % classes);
    }

    /** Returns how many rows of a sample are in each cell. */
    long[] rows(RowSample sample) {
        var rows = new long[places.length];
        for (int row = 0; row < cellOf.length; row++) {
            rows[cellOf[row]] += sample.weights()[row];
        }
        return rows;
    }
}
