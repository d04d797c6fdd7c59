package org.seqnet.knime.scorer;

import java.util.Locale;
import java.util.OptionalDouble;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.seqnet.engine.metrics.SegmentCounts;
import org.seqnet.engine.metrics.SegmentScore;

/** The table of the measures of segments: for each overlap, a row for each class and one over all. */
final class SegmentTable {
    private SegmentTable() {}

    static DataTableSpec spec() {
        var columns = new DataTableSpecCreator();
        add(columns, "IoU threshold", DoubleCell.TYPE);
        add(columns, "Label", StringCell.TYPE);
        for (var name : new String[] {"TruePositives", "FalsePositives", "FalseNegatives"}) {
            add(columns, name, IntCell.TYPE);
        }
        for (var name : new String[] {"Precision", "Recall", "F-measure", "Edit score"}) {
            add(columns, name, DoubleCell.TYPE);
        }
        return columns.createSpec();
    }

    private static void add(DataTableSpecCreator columns, String name, DataType type) {
        columns.addColumns(new DataColumnSpecCreator(name, type).createSpec());
    }

    static BufferedDataTable of(StepSequences.Counted counted, ExecutionContext exec) {
        var rows = exec.createDataContainer(spec());
        var domain = counted.matrix().domain();
        var segments = counted.segments();
        for (int i = 0; i < SegmentScore.THRESHOLDS.size(); i++) {
            double threshold = SegmentScore.THRESHOLDS.get(i);
            var suffix = String.format(Locale.ROOT, " (%.2f)", threshold);
            for (int label = 0; label < domain.size(); label++) {
                rows.addRowToTable(row(
                        domain.name(label) + suffix,
                        threshold,
                        new StringCell(domain.name(label)),
                        segments.ofClass(i, label),
                        OptionalDouble.empty()));
            }
            rows.addRowToTable(row(
                    ScoreTables.overallKey(counted.matrix()) + suffix,
                    threshold,
                    DataType.getMissingCell(),
                    segments.overall(i),
                    segments.editScore()));
        }
        rows.close();
        return rows.getTable();
    }

    private static DefaultRow row(
            String key, double threshold, DataCell label, SegmentCounts counts, OptionalDouble editScore) {
        return new DefaultRow(
                key,
                new DoubleCell(threshold),
                label,
                ScoreTables.count(counts.truePositives()),
                ScoreTables.count(counts.falsePositives()),
                ScoreTables.count(counts.falseNegatives()),
                ScoreTables.measure(counts.precision()),
                ScoreTables.measure(counts.recall()),
                ScoreTables.measure(counts.f1()),
                ScoreTables.measure(editScore));
    }
}
