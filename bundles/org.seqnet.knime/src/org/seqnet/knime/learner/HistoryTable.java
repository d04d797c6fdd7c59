package org.seqnet.knime.learner;

import java.util.ArrayList;
import java.util.Collections;
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
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.knime.message.Sentences;

/**
 * The training history: one row per epoch. The validation columns are missing without a validation table. After a
 * search, the rows of its trials come first, each with its best epoch, and two more columns say what was tried.
 */
final class HistoryTable {
    private HistoryTable() {}

    /** @param searches whether settings are searched for */
    static DataTableSpec spec(boolean searches) {
        var columns = new ArrayList<DataColumnSpec>(List.of(
                new DataColumnSpecCreator("Epoch", IntCell.TYPE).createSpec(),
                number("Accuracy"),
                number("Loss"),
                number("Duration (s)"),
                number("Samples/s"),
                number("Validation accuracy"),
                number("Validation loss"),
                new DataColumnSpecCreator("Device", StringCell.TYPE).createSpec(),
                number("Learning rate")));
        if (searches) {
            columns.add(new DataColumnSpecCreator("Trial", IntCell.TYPE).createSpec());
            columns.add(new DataColumnSpecCreator("Settings", StringCell.TYPE).createSpec());
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec number(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    static BufferedDataTable of(
            List<TrialScore> trials, List<EpochRecord> history, boolean searches, ExecutionContext exec) {
        var rows = exec.createDataContainer(spec(searches));
        for (var score : trials) {
            var cells = new ArrayList<DataCell>(score.best()
                    .map(HistoryTable::cells)
                    .orElseGet(() -> Collections.nCopies(spec(false).getNumColumns(), DataType.getMissingCell())));
            cells.add(new IntCell(score.trial().number()));
            cells.add(new StringCell(TrialText.settings(score.trial())));
            rows.addRowToTable(
                    new DefaultRow(new RowKey(Sentences.begun(TrialText.name(score))), cells.toArray(DataCell[]::new)));
        }
        for (var epoch : history) {
            var cells = new ArrayList<>(cells(epoch));
            if (searches) {
                cells.addAll(List.of(DataType.getMissingCell(), DataType.getMissingCell()));
            }
            rows.addRowToTable(new DefaultRow(new RowKey("Epoch " + epoch.epoch()), cells.toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    private static List<DataCell> cells(EpochRecord epoch) {
        return List.of(
                new IntCell(epoch.epoch()),
                new DoubleCell(epoch.accuracy()),
                new DoubleCell(epoch.loss()),
                new DoubleCell(epoch.seconds()),
                new DoubleCell(epoch.samplesPerSecond()),
                validation(epoch, Evaluation::accuracy),
                validation(epoch, Evaluation::loss),
                new StringCell(epoch.device()),
                rate(epoch));
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
