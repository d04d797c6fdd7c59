package org.seqnet.knime.scorer;

import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

/** Tables of predictions for tests of what a scorer shows. */
public final class Scores {
    private Scores() {}

    /** Returns the data of a scorer's view. */
    public static String view(BufferedDataTable table) throws Exception {
        return ScoreView.of(evaluate(table, new PredictionScorerParameters())).toString();
    }

    /** Returns the data of a scorer's view with a positive class. */
    public static String view(BufferedDataTable table, String positiveClass) throws Exception {
        var parameters = new PredictionScorerParameters();
        parameters.positiveClass = positiveClass;
        return ScoreView.of(evaluate(table, parameters)).toString();
    }

    static ClassEvaluation evaluate(BufferedDataTable table, PredictionScorerParameters parameters) throws Exception {
        return ClassEvaluation.of(
                ScoredColumns.of(table.getDataTableSpec(), parameters).count(table, Tables.execution()),
                parameters,
                Tables.execution());
    }

    /**
     * Returns rows with an image, a class, probabilities and a prediction; every seventh prediction is the class before
     * the right one.
     */
    public static BufferedDataTable images(int rows, int classes) {
        return images(
                rows, IntStream.range(0, classes).mapToObj(i -> "class " + i).toArray(String[]::new));
    }

    /** Returns such rows of classes with these names. */
    public static BufferedDataTable images(int rows, String... labels) {
        int classes = labels.length;
        var probability = new DataColumnSpecCreator("P (label=class 0)", DoubleCell.TYPE).createSpec();
        var spec = new DataTableSpec(
                TensorColumn.unknown("image"),
                strings("label", labels),
                probability,
                strings("Prediction (label)", labels));
        return Tables.table(
                spec,
                IntStream.range(0, rows)
                        .mapToObj(i -> {
                            int predicted = i % 7 == 0 ? Math.floorMod(i - 1, classes) : i % classes;
                            return row(
                                    image(i),
                                    string(labels[i % classes]),
                                    new DoubleCell(1.0 / (1 + i)),
                                    string(labels[predicted]));
                        })
                        .toArray(DataCell[][]::new));
    }

    /**
     * Returns rows of classes of which each is a third as frequent as the one before or has at least a few rows, with
     * the probability of each class and the likeliest as the prediction, which is right most of the time.
     */
    public static BufferedDataTable imbalanced(int rows, String... labels) {
        int classes = labels.length;
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(strings("label", labels));
        for (var label : labels) {
            columns.add(new DataColumnSpecCreator("P (label=" + label + ")", DoubleCell.TYPE).createSpec());
        }
        columns.add(strings("Prediction (label)", labels));
        var random = new Random(7);
        return Tables.table(
                new DataTableSpec(columns.toArray(DataColumnSpec[]::new)),
                IntStream.range(0, rows)
                        .mapToObj(i -> {
                            int actual = i < 3 * classes
                                    ? i % classes
                                    : Math.min(classes - 1, (int) (-Math.log(1 - random.nextDouble()) / Math.log(3)));
                            return guessed(random, actual, labels);
                        })
                        .toArray(DataCell[][]::new));
    }

    private static DataCell[] guessed(Random random, int actual, String[] labels) {
        var chances = new double[labels.length];
        Arrays.setAll(chances, k -> Math.exp(2 * random.nextGaussian() + (k == actual ? 4 : 0)));
        double sum = Arrays.stream(chances).sum();
        int likeliest = IntStream.range(0, chances.length)
                .reduce((one, other) -> chances[other] > chances[one] ? other : one)
                .orElseThrow();
        var cells = new ArrayList<DataCell>();
        cells.add(string(labels[actual]));
        for (double chance : chances) {
            cells.add(new DoubleCell((float) (chance / sum)));
        }
        cells.add(string(labels[likeliest]));
        return cells.toArray(DataCell[]::new);
    }

    private static DataCell image(int shade) {
        return bytes(
                Shape.of(28, 28),
                IntStream.range(0, 28 * 28)
                        .map(i -> (i / 28 + i % 28) * 4 + shade % 32)
                        .toArray());
    }
}
