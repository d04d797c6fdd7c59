package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.seqnet.engine.explanation.FeatureImportance;
import org.seqnet.engine.metrics.MeanInterval;
import org.seqnet.knime.column.Columns;

/** The table of the features: what each is worth. */
final class FeatureTable {
    private FeatureTable() {}

    /** The columns of what is measured with labels. */
    private static final int MEASURED = 6;

    /**
     * A feature.
     *
     * @param share the mean absolute share; NaN if no row was explained
     * @param importance empty without labels, or with too few rows
     */
    record Feature(String name, double share, List<FeatureImportance> importance) {}

    /** Returns the columns. */
    static DataTableSpec spec(boolean withLabels) {
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(new DataColumnSpecCreator("Feature", StringCell.TYPE).createSpec());
        if (withLabels) {
            addInterval("Accuracy decrease", columns);
            addInterval("Log loss increase", columns);
        }
        columns.add(number("Mean absolute attribution"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static void addInterval(String name, List<DataColumnSpec> columns) {
        columns.add(number(name));
        columns.add(number(name + " (lower bound)"));
        columns.add(number(name + " (upper bound)"));
    }

    private static DataColumnSpec number(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    /** Returns the table. */
    static BufferedDataTable of(List<Feature> features, boolean withLabels, ExecutionContext exec) {
        var rows = exec.createDataContainer(spec(withLabels), Columns.AS_DECLARED);
        long number = 0;
        for (var feature : features) {
            var cells = new ArrayList<DataCell>();
            cells.add(new StringCell(feature.name()));
            for (var importance : feature.importance()) {
                add(importance.accuracyDecrease(), cells);
                add(importance.lossIncrease(), cells);
            }
            if (withLabels && feature.importance().isEmpty()) {
                cells.addAll(Collections.nCopies(MEASURED, DataType.getMissingCell()));
            }
            cells.add(Double.isNaN(feature.share()) ? DataType.getMissingCell() : new DoubleCell(feature.share()));
            rows.addRowToTable(new DefaultRow(RowKey.createRowKey(number++), cells.toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    private static void add(MeanInterval interval, List<DataCell> cells) {
        cells.add(new DoubleCell(interval.mean()));
        cells.add(new DoubleCell(interval.lower()));
        cells.add(new DoubleCell(interval.upper()));
    }
}
