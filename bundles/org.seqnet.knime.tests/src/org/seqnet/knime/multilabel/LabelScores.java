package org.seqnet.knime.multilabel;

import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.string;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

/** Tables of rows with several labels for tests of the scorer. */
public final class LabelScores {
    private LabelScores() {}

    /** Returns a column of sets of strings. */
    static DataColumnSpec sets(String name) {
        return new DataColumnSpecCreator(name, SetCell.getCollectionType(StringCell.TYPE)).createSpec();
    }

    /** Returns a column of numbers. */
    static DataColumnSpec numbers(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    /** Returns the cell of a set. */
    static DataCell set(String... labels) {
        return CollectionCellFactory.createSetCell(
                Arrays.stream(labels).map(StringCell::new).toList());
    }

    /** Returns the data of the view. */
    public static String view(BufferedDataTable table, boolean compare) throws Exception {
        var parameters = new MultiLabelScorerParameters();
        parameters.compare = compare;
        var evaluation = evaluate(table, parameters);
        return MultiLabelView.of(
                        evaluation,
                        parameters.predictedColumn,
                        compare ? Optional.of(parameters.comparedColumn) : Optional.empty())
                .toString();
    }

    static Evaluation evaluate(BufferedDataTable table, MultiLabelScorerParameters parameters) throws Exception {
        var rows = ScoredLabels.of(table.getDataTableSpec(), parameters).read(table, Tables.execution());
        return Evaluation.of(rows, parameters.rankedLabels, Tables.execution());
    }

    /**
     * Returns rows with an image, up to four labels of which neighbors occur together, a score for each label, a good
     * prediction and before it a worse one.
     */
    public static BufferedDataTable images(int rows, String... labels) {
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(TensorColumn.unknown("image"));
        columns.add(sets("labels"));
        columns.add(sets("Prediction (labels)"));
        for (var label : labels) {
            columns.add(numbers("P (labels=" + label + ") (#1)"));
        }
        columns.add(sets("Prediction (labels) (#1)"));
        var random = new Random(5);
        return Tables.table(
                new DataTableSpec(columns.toArray(DataColumnSpec[]::new)),
                IntStream.range(0, rows).mapToObj(row -> cells(random, labels)).toArray(DataCell[][]::new));
    }

    /** Returns rows without labels, for which two predictions say so. */
    public static BufferedDataTable empty(int rows) {
        return Tables.table(
                new DataTableSpec(sets("labels"), sets("Prediction (labels)"), sets("Prediction (labels) (#1)")),
                IntStream.range(0, rows)
                        .mapToObj(row -> Tables.row(set(), set(), set()))
                        .toArray(DataCell[][]::new));
    }

    private static DataCell[] cells(Random random, String[] labels) {
        var actual = new TreeSet<Integer>();
        int first = (int) (labels.length * Math.pow(random.nextDouble(), 2));
        for (int i = random.nextInt(5); i > 0; i--) {
            actual.add((first + random.nextInt(3)) % labels.length);
        }
        var cells = new ArrayList<DataCell>();
        cells.add(bytes(
                Shape.of(28, 28),
                random.ints(28 * 28, 0, 256).map(value -> value / (1 + first)).toArray()));
        cells.add(cell(actual, labels));
        cells.add(cell(guess(random, actual, labels.length, 0.7), labels));
        var guess = guess(random, actual, labels.length, 0.9);
        for (int label = 0; label < labels.length; label++) {
            cells.add(new DoubleCell((random.nextDouble() + (guess.contains(label) ? 1 : 0)) / 2));
        }
        cells.add(cell(guess, labels));
        return cells.toArray(DataCell[]::new);
    }

    private static TreeSet<Integer> guess(Random random, TreeSet<Integer> actual, int labels, double right) {
        var guess = new TreeSet<>(actual);
        guess.removeIf(label -> random.nextDouble() > right);
        if (random.nextDouble() > right) {
            guess.add(random.nextInt(labels));
        }
        return guess;
    }

    private static DataCell cell(TreeSet<Integer> indices, String[] labels) {
        List<DataCell> cells =
                indices.stream().map(index -> string(labels[index])).toList();
        return CollectionCellFactory.createSetCell(cells);
    }
}
