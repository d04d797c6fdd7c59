package org.seqnet.knime.scorer;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.seqnet.engine.metrics.ConfusionMatrix;

/** A scorer's two tables, with the names, the order and the types of KNIME's own Scorer node. */
final class ScoreTables {
    private static final String[] COUNTS = {"TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives"};
    private static final String[] MEASURES = {
        "Recall", "Precision", "Sensitivity", "Specificity", "F-measure", "Accuracy", "Cohen's kappa"
    };

    private ScoreTables() {}

    /** Returns the columns of the statistics. */
    static DataTableSpec statisticsSpec() {
        var counts = Arrays.stream(COUNTS).map(name -> new DataColumnSpecCreator(name, IntCell.TYPE).createSpec());
        var measures =
                Arrays.stream(MEASURES).map(name -> new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec());
        return new DataTableSpec(Stream.concat(counts, measures).toArray(DataColumnSpec[]::new));
    }

    /** Returns the confusion matrix: a row for each actual class, a column for each predicted one. */
    static BufferedDataTable confusionMatrix(ConfusionMatrix matrix, ExecutionContext exec) {
        var names = matrix.domain().names();
        var rows = exec.createDataContainer(new DataTableSpec(columnNames(names).stream()
                .map(name -> new DataColumnSpecCreator(name, IntCell.TYPE).createSpec())
                .toArray(DataColumnSpec[]::new)));
        for (int actual = 0; actual < names.size(); actual++) {
            int row = actual;
            rows.addRowToTable(new DefaultRow(
                    new RowKey(names.get(actual)),
                    IntStream.range(0, names.size())
                            .mapToObj(predicted -> count(matrix.count(row, predicted)))
                            .toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    /** KNIME cuts blanks off the names of columns, which may leave nothing, or what another label leaves. */
    private static Set<String> columnNames(List<String> labels) {
        var names = new LinkedHashSet<String>();
        for (var label : labels) {
            var plain = label.isBlank() ? "<empty>" : label.trim();
            var name = plain;
            for (int i = 1; !names.add(name); i++) {
                name = plain + " (#" + i + ")";
            }
        }
        return names;
    }

    /** Returns the statistics: a row for each class, then one over all. */
    static BufferedDataTable statistics(ConfusionMatrix matrix, ExecutionContext exec) {
        var rows = exec.createDataContainer(statisticsSpec());
        var missing = DataType.getMissingCell();
        for (int label = 0; label < matrix.domain().size(); label++) {
            var figures = matrix.statistics(label);
            rows.addRowToTable(new DefaultRow(
                    new RowKey(matrix.domain().name(label)),
                    count(figures.truePositives()),
                    count(figures.falsePositives()),
                    count(figures.trueNegatives()),
                    count(figures.falseNegatives()),
                    measure(figures.recall()),
                    measure(figures.precision()),
                    measure(figures.sensitivity()),
                    measure(figures.specificity()),
                    measure(figures.fMeasure()),
                    missing,
                    missing));
        }
        var overall = new DataCell[COUNTS.length + MEASURES.length];
        Arrays.fill(overall, missing);
        overall[overall.length - 2] = measure(matrix.accuracy());
        overall[overall.length - 1] = measure(matrix.cohensKappa());
        rows.addRowToTable(new DefaultRow(new RowKey(overallKey(matrix)), overall));
        rows.close();
        return rows.getTable();
    }

    /** A class may be called "Overall" too; row keys are unique. */
    static String overallKey(ConfusionMatrix matrix) {
        var key = "Overall";
        for (int i = 1; matrix.domain().contains(key); i++) {
            key = "Overall (#" + i + ")";
        }
        return key;
    }

    static DataCell count(long count) {
        return new IntCell((int) Math.min(count, Integer.MAX_VALUE));
    }

    static DataCell measure(OptionalDouble value) {
        return value.isPresent() ? new DoubleCell(value.getAsDouble()) : DataType.getMissingCell();
    }
}
