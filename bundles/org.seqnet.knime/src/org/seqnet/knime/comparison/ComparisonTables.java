package org.seqnet.knime.comparison;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The two tables of a comparison of networks that predict classes: a row per network, and a row per pair of them. */
final class ComparisonTables {
    static final DataTableSpec NETWORKS = new DataTableSpec(
            column("Network", StringCell.TYPE),
            column("Epochs", IntCell.TYPE),
            column("Training time (s)", DoubleCell.TYPE),
            column("Time per epoch (s)", DoubleCell.TYPE),
            column("Accuracy to reach", DoubleCell.TYPE),
            column("Time to reach it (s)", DoubleCell.TYPE),
            column("Parameters", IntCell.TYPE),
            column("Operations per sequence", LongCell.TYPE),
            column("Training sequences/s", DoubleCell.TYPE),
            column("Classified sequences/s", DoubleCell.TYPE),
            column("Test accuracy", DoubleCell.TYPE),
            column("Lower bound (95 %)", DoubleCell.TYPE),
            column("Upper bound (95 %)", DoubleCell.TYPE),
            column("Correct", IntCell.TYPE),
            column("Wrong", IntCell.TYPE));

    static final DataTableSpec PAIRS = new DataTableSpec(
            column("First network", StringCell.TYPE),
            column("Second network", StringCell.TYPE),
            column("Both right", LongCell.TYPE),
            column("Only first right", LongCell.TYPE),
            column("Only second right", LongCell.TYPE),
            column("Both wrong", LongCell.TYPE),
            column("p-value (McNemar)", DoubleCell.TYPE),
            column("p-value (Holm)", DoubleCell.TYPE),
            column("Verdict", StringCell.TYPE));

    private ComparisonTables() {}

    static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    static BufferedDataTable networks(Comparison comparison, ExecutionContext exec) {
        var rows = exec.createDataContainer(NETWORKS);
        for (var score : comparison.networks()) {
            var times = score.times();
            rows.addRowToTable(new DefaultRow(
                    "Network " + (rows.size() + 1),
                    new StringCell(score.title()),
                    new IntCell(times.history().size()),
                    new DoubleCell(times.seconds()),
                    orMissing(times.secondsPerEpoch()),
                    new DoubleCell(comparison.accuracyToReach()),
                    orMissing(times.secondsToReach(comparison.accuracyToReach())),
                    new IntCell(score.network().parameterCount()),
                    orMissing(score.operations()),
                    orMissing(times.sequencesPerSecond()),
                    new DoubleCell(score.classifiedPerSecond()),
                    new DoubleCell(score.accuracy()),
                    new DoubleCell(score.interval().lower()),
                    new DoubleCell(score.interval().upper()),
                    new IntCell(score.correct()),
                    new IntCell(score.wrong())));
        }
        rows.close();
        return rows.getTable();
    }

    static BufferedDataTable pairs(Comparison comparison, ExecutionContext exec) {
        var rows = exec.createDataContainer(PAIRS);
        for (var pair : comparison.pairs()) {
            var test = pair.test();
            rows.addRowToTable(new DefaultRow(
                    "Pair " + (rows.size() + 1),
                    new StringCell(pair.first()),
                    new StringCell(pair.second()),
                    new LongCell(test.bothRight()),
                    new LongCell(test.onlyFirstRight()),
                    new LongCell(test.onlySecondRight()),
                    new LongCell(test.bothWrong()),
                    new DoubleCell(test.pValue()),
                    new DoubleCell(pair.adjusted()),
                    new StringCell(pair.verdict())));
        }
        rows.close();
        return rows.getTable();
    }

    static DataCell orMissing(OptionalLong value) {
        return value.isPresent() ? new LongCell(value.getAsLong()) : DataType.getMissingCell();
    }

    static DataCell orMissing(OptionalDouble value) {
        return value.isPresent() ? new DoubleCell(value.getAsDouble()) : DataType.getMissingCell();
    }
}
