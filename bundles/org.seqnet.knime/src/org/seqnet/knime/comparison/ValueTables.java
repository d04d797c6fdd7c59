package org.seqnet.knime.comparison;

import static org.seqnet.knime.comparison.ComparisonTables.column;
import static org.seqnet.knime.comparison.ComparisonTables.orMissing;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The two tables of a comparison of networks that predict values. */
final class ValueTables {
    static final DataTableSpec NETWORKS = new DataTableSpec(
            column("Network", StringCell.TYPE),
            column("Epochs", IntCell.TYPE),
            column("Training time (s)", DoubleCell.TYPE),
            column("Time per epoch (s)", DoubleCell.TYPE),
            column("Parameters", IntCell.TYPE),
            column("Operations per sequence", LongCell.TYPE),
            column("Training sequences/s", DoubleCell.TYPE),
            column("Predicted sequences/s", DoubleCell.TYPE),
            column("R2", DoubleCell.TYPE),
            column("MAE", DoubleCell.TYPE),
            column("RMSE", DoubleCell.TYPE));

    static final DataTableSpec PAIRS = new DataTableSpec(
            column("First network", StringCell.TYPE),
            column("Second network", StringCell.TYPE),
            column("First closer", IntCell.TYPE),
            column("Second closer", IntCell.TYPE),
            column("Equally close", IntCell.TYPE),
            column("p-value (Wilcoxon)", DoubleCell.TYPE),
            column("p-value (Holm)", DoubleCell.TYPE),
            column("Verdict", StringCell.TYPE));

    private ValueTables() {}

    static BufferedDataTable networks(ValueComparison comparison, ExecutionContext exec) {
        var rows = exec.createDataContainer(NETWORKS);
        for (var score : comparison.networks()) {
            var times = score.times();
            rows.addRowToTable(new DefaultRow(
                    "Network " + (rows.size() + 1),
                    new StringCell(score.title()),
                    new IntCell(times.history().size()),
                    new DoubleCell(times.seconds()),
                    orMissing(times.secondsPerEpoch()),
                    new IntCell(score.network().parameterCount()),
                    orMissing(score.operations()),
                    orMissing(times.sequencesPerSecond()),
                    new DoubleCell(score.predictedPerSecond()),
                    new DoubleCell(score.errors().explained()),
                    new DoubleCell(score.errors().meanAbsolute()),
                    new DoubleCell(score.errors().rootMeanSquared())));
        }
        rows.close();
        return rows.getTable();
    }

    static BufferedDataTable pairs(ValueComparison comparison, ExecutionContext exec) {
        var rows = exec.createDataContainer(PAIRS);
        for (var pair : comparison.pairs()) {
            var test = pair.test();
            rows.addRowToTable(new DefaultRow(
                    "Pair " + (rows.size() + 1),
                    new StringCell(pair.first()),
                    new StringCell(pair.second()),
                    new IntCell(test.firstSmaller()),
                    new IntCell(test.secondSmaller()),
                    new IntCell(test.equal()),
                    new DoubleCell(test.pValue()),
                    new DoubleCell(pair.adjusted()),
                    new StringCell(pair.verdict())));
        }
        rows.close();
        return rows.getTable();
    }
}
