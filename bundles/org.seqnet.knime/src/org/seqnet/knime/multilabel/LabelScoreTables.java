package org.seqnet.knime.multilabel;

import java.util.ArrayList;
import java.util.List;
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
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.MultiLabelMeasure;
import org.seqnet.engine.metrics.PercentileInterval;

/** The two tables of a scorer of several labels. */
final class LabelScoreTables {
    private static final List<String> ESTIMATE = List.of("Value", "Lower bound (95%)", "Upper bound (95%)");
    private static final List<String> COMPARISON =
            List.of("Compared value", "Difference", "Difference lower bound (95%)", "Difference upper bound (95%)");
    private static final List<String> COUNTS = List.of("Actual", "Predicted", "Correct");
    private static final List<String> FIGURES = List.of("Precision", "Recall", "F1", "Average precision");

    private LabelScoreTables() {}

    /** Returns the columns of the statistics. */
    static DataTableSpec statisticsSpec(boolean compare) {
        return new DataTableSpec(Stream.of(
                        Stream.of(column("Measure", StringCell.TYPE)),
                        columns(ESTIMATE, DoubleCell.TYPE),
                        columns(compare ? COMPARISON : List.of(), DoubleCell.TYPE))
                .flatMap(each -> each)
                .toArray(DataColumnSpec[]::new));
    }

    /** Returns the columns of the figures of each label. */
    static DataTableSpec labelsSpec() {
        return new DataTableSpec(Stream.concat(columns(COUNTS, IntCell.TYPE), columns(FIGURES, DoubleCell.TYPE))
                .toArray(DataColumnSpec[]::new));
    }

    private static Stream<DataColumnSpec> columns(List<String> names, DataType type) {
        return names.stream().map(name -> column(name, type));
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns a row for each overall figure. */
    static BufferedDataTable statistics(Evaluation evaluation, ExecutionContext exec) {
        var rows = exec.createDataContainer(statisticsSpec(evaluation.compared().isPresent()));
        for (var measure : MultiLabelMeasure.values()) {
            var name = MeasureText.name(measure, evaluation.k());
            var cells = new ArrayList<DataCell>();
            cells.add(new StringCell(name));
            cells.addAll(cells(evaluation.score().overall(measure)));
            evaluation.compared().ifPresent(second -> {
                cells.add(figure(second.overall(measure).value()));
                cells.addAll(cells(evaluation.score().difference(second, measure)));
            });
            rows.addRowToTable(new DefaultRow(new RowKey(name), cells.toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    private static List<DataCell> cells(Estimate estimate) {
        return List.of(
                figure(estimate.value()),
                bound(estimate, PercentileInterval::lower),
                bound(estimate, PercentileInterval::upper));
    }

    private static DataCell bound(Estimate estimate, ToDoubleFunction<PercentileInterval> bound) {
        return figure(estimate.interval().stream().mapToDouble(bound).findFirst());
    }

    private static DataCell figure(OptionalDouble value) {
        return value.isPresent() ? new DoubleCell(value.getAsDouble()) : DataType.getMissingCell();
    }

    /** Returns a row for each label. */
    static BufferedDataTable labels(Evaluation evaluation, ExecutionContext exec) {
        var rows = exec.createDataContainer(labelsSpec());
        var score = evaluation.score();
        for (int label = 0; label < score.labels().size(); label++) {
            var counts = score.labels().get(label);
            rows.addRowToTable(new DefaultRow(
                    new RowKey(evaluation.rows().labels().name(label)),
                    new IntCell((int) counts.actual()),
                    new IntCell((int) counts.predicted()),
                    new IntCell((int) counts.hits()),
                    figure(counts.precision()),
                    figure(counts.recall()),
                    figure(counts.f1()),
                    figure(score.averagePrecision(label))));
        }
        rows.close();
        return rows.getTable();
    }
}
