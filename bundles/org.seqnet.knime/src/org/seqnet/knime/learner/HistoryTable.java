package org.seqnet.knime.learner;

import java.util.List;
import java.util.function.ToDoubleFunction;
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
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;

/** The training history: one row per epoch. The validation columns are missing without a validation table. */
final class HistoryTable {
    private HistoryTable() {}

    static DataTableSpec spec() {
        return new DataTableSpec(
                new DataColumnSpecCreator("Epoch", IntCell.TYPE).createSpec(),
                number("Accuracy"),
                number("Loss"),
                number("Duration (s)"),
                number("Samples/s"),
                number("Validation accuracy"),
                number("Validation loss"),
                new DataColumnSpecCreator("Device", StringCell.TYPE).createSpec(),
                number("Learning rate"));
    }

    private static DataColumnSpec number(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    static BufferedDataTable of(List<EpochRecord> history, ExecutionContext exec) {
        var rows = exec.createDataContainer(spec());
        for (var epoch : history) {
            rows.addRowToTable(new DefaultRow(
                    new RowKey("Epoch " + epoch.epoch()),
                    new IntCell(epoch.epoch()),
                    new DoubleCell(epoch.accuracy()),
                    new DoubleCell(epoch.loss()),
                    new DoubleCell(epoch.seconds()),
                    new DoubleCell(epoch.samplesPerSecond()),
                    validation(epoch, Evaluation::accuracy),
                    validation(epoch, Evaluation::loss),
                    new StringCell(epoch.device()),
                    rate(epoch)));
        }
        rows.close();
        return rows.getTable();
    }

    private static DataCell rate(EpochRecord epoch) {
        var rate = epoch.learningRate();
        return rate.isPresent() ? new DoubleCell(rate.getAsDouble()) : DataType.getMissingCell();
    }

    private static DataCell validation(EpochRecord epoch, ToDoubleFunction<Evaluation> measure) {
        return epoch.validation()
                .<DataCell>map(evaluation -> new DoubleCell(measure.applyAsDouble(evaluation)))
                .orElseGet(DataType::getMissingCell);
    }
}
