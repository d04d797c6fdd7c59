package org.seqnet.knime.scorer;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.seqnet.engine.metrics.ClassFigure;
import org.seqnet.engine.metrics.ClassMeasure;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.PercentileInterval;

/** The tables that KNIME's own Scorer node does not have: measures with intervals, and curves. */
final class MeasureTables {
    /** As many points of a curve as one sees. */
    private static final int MOST_POINTS = 200;
    /** With many classes, their curves have fewer. */
    private static final int FEWEST_POINTS = 20;

    private static final int POINTS = 10_000;

    private MeasureTables() {}

    /** Returns the columns of the measures. */
    static DataTableSpec measuresSpec() {
        return new DataTableSpec(
                column("Measure", StringCell.TYPE),
                column("Class", StringCell.TYPE),
                column("Value", DoubleCell.TYPE),
                column("Lower bound (95%)", DoubleCell.TYPE),
                column("Upper bound (95%)", DoubleCell.TYPE));
    }

    /** Returns the columns of the curves. */
    static DataTableSpec curvesSpec() {
        return new DataTableSpec(
                column("Curve", StringCell.TYPE),
                column("Class", StringCell.TYPE),
                column("x", DoubleCell.TYPE),
                column("y", DoubleCell.TYPE),
                column("Threshold", DoubleCell.TYPE));
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns a row for each overall measure, then for each measure of each class. */
    static BufferedDataTable measures(ClassEvaluation evaluation, ExecutionContext exec)
            throws CanceledExecutionException {
        var rows = exec.createDataContainer(measuresSpec());
        for (var measure : ClassMeasure.values()) {
            var name = MeasureText.name(measure);
            add(
                    rows,
                    name,
                    name,
                    DataType.getMissingCell(),
                    evaluation.measures().overall(measure));
        }
        for (int k = 0; k < evaluation.classes(); k++) {
            exec.checkCanceled();
            var label = evaluation.name(k);
            for (var figure : ClassFigure.values()) {
                var name = MeasureText.name(figure);
                var estimate = evaluation.measures().ofClass(k, figure);
                add(rows, name + " (" + label + ")", name, new StringCell(label), estimate);
            }
        }
        rows.close();
        return rows.getTable();
    }

    private static void add(BufferedDataContainer rows, String key, String name, DataCell label, Estimate estimate) {
        rows.addRowToTable(new DefaultRow(
                new RowKey(key),
                new StringCell(name),
                label,
                cell(estimate.value()),
                bound(estimate, PercentileInterval::lower),
                bound(estimate, PercentileInterval::upper)));
    }

    private static DataCell bound(Estimate estimate, ToDoubleFunction<PercentileInterval> bound) {
        return cell(estimate.interval().stream().mapToDouble(bound).findFirst());
    }

    private static DataCell cell(OptionalDouble value) {
        return value.isPresent() ? new DoubleCell(value.getAsDouble()) : DataType.getMissingCell();
    }

    /** Returns a row for each point of each curve. */
    static BufferedDataTable curves(ClassEvaluation evaluation, ExecutionContext exec)
            throws CanceledExecutionException {
        var points = new CurvePoints(exec.createDataContainer(curvesSpec()));
        int most = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, POINTS / Math.max(1, evaluation.classes())));
        for (int k = 0; k < evaluation.classes(); k++) {
            exec.checkCanceled();
            var label = new StringCell(evaluation.name(k));
            evaluation.measures().curve(k).ifPresent(curve -> {
                if (curve.hasRoc()) {
                    curve.roc(most).forEach(point -> points.add("ROC", label, point.x(), point.y(), point.threshold()));
                }
                if (curve.hasPrecisionRecall()) {
                    curve.precisionRecall(most)
                            .forEach(point ->
                                    points.add("Precision-recall", label, point.x(), point.y(), point.threshold()));
                }
            });
        }
        var all = DataType.getMissingCell();
        evaluation.measures().calibration().stream()
                .flatMap(calibration -> calibration.bins().stream())
                .forEach(bin ->
                        points.add("Calibration", all, bin.confidence(), bin.accuracy(), OptionalDouble.empty()));
        return points.table();
    }

    /** Numbers the rows of the table of curves. */
    private static final class CurvePoints {
        private final BufferedDataContainer rows;
        private long count;

        CurvePoints(BufferedDataContainer rows) {
            this.rows = rows;
        }

        void add(String curve, DataCell label, double x, double y, OptionalDouble threshold) {
            var cells = Stream.of(new StringCell(curve), label, new DoubleCell(x), new DoubleCell(y), cell(threshold));
            rows.addRowToTable(new DefaultRow(RowKey.createRowKey(count++), cells.toArray(DataCell[]::new)));
        }

        BufferedDataTable table() {
            rows.close();
            return rows.getTable();
        }
    }
}
