package org.seqnet.knime.learner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
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
import org.seqnet.engine.network.Head;
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.knime.message.Sentences;

/**
 * The training history: one row per epoch. The validation columns are missing without a validation table. After a
 * search, the rows of its trials come first, each with its best epoch, and two more columns say what was tried.
 */
public final class HistoryTable {
    private static final List<Figure> OF_LABELS = List.of(
            new Figure("accuracy", evaluation -> OptionalDouble.of(evaluation.accuracy())),
            new Figure("loss", evaluation -> OptionalDouble.of(evaluation.loss())));
    private static final List<Figure> OF_VALUES = List.of(
            new Figure("R²", evaluation -> OptionalDouble.of(evaluation.accuracy())),
            new Figure("mean absolute error", evaluation -> errors(evaluation, Errors::meanAbsolute)),
            new Figure("root mean squared error", evaluation -> errors(evaluation, Errors::rootMeanSquared)),
            new Figure("loss", evaluation -> OptionalDouble.of(evaluation.loss())));

    private HistoryTable() {}

    /** What is measured on training and validation rows; names are those of KNIME's Numeric Scorer. */
    private record Figure(String name, Function<Evaluation, OptionalDouble> measure) {

        DataCell of(Optional<Evaluation> evaluation) {
            return cell(evaluation.map(measure).orElse(OptionalDouble.empty()));
        }
    }

    private static List<Figure> figures(Head head) {
        return head.fold(
                classes -> OF_LABELS, independent -> OF_LABELS, path -> OF_LABELS, values -> OF_VALUES, s -> OF_LABELS);
    }

    private static OptionalDouble errors(Evaluation evaluation, ToDoubleFunction<Errors> error) {
        return evaluation.errors().stream().mapToDouble(error).findFirst();
    }

    /**
     * Returns its columns.
     *
     * @param head what is learned, which decides on what is measured
     * @param searches whether settings are searched for
     */
    public static DataTableSpec spec(Head head, boolean searches) {
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(new DataColumnSpecCreator("Epoch", IntCell.TYPE).createSpec());
        figures(head).forEach(figure -> columns.add(number(Sentences.begun(figure.name()))));
        columns.add(number("Duration (s)"));
        columns.add(number("Samples/s"));
        figures(head).forEach(figure -> columns.add(number("Validation " + figure.name())));
        columns.add(new DataColumnSpecCreator("Device", StringCell.TYPE).createSpec());
        columns.add(number("Learning rate"));
        if (searches) {
            columns.add(new DataColumnSpecCreator("Trial", IntCell.TYPE).createSpec());
            columns.add(new DataColumnSpecCreator("Settings", StringCell.TYPE).createSpec());
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec number(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    /**
     * Returns the table.
     *
     * @param trials those of a search
     * @param searches whether there was one
     */
    public static BufferedDataTable of(
            Head head, List<TrialScore> trials, List<EpochRecord> history, boolean searches, ExecutionContext exec) {
        var rows = exec.createDataContainer(spec(head, searches));
        int missing = spec(head, false).getNumColumns();
        for (var score : trials) {
            var cells = new ArrayList<DataCell>(score.best()
                    .map(epoch -> cells(head, epoch))
                    .orElseGet(() -> Collections.nCopies(missing, DataType.getMissingCell())));
            cells.add(new IntCell(score.trial().number()));
            cells.add(new StringCell(TrialText.settings(score.trial())));
            rows.addRowToTable(
                    new DefaultRow(new RowKey(Sentences.begun(TrialText.name(score))), cells.toArray(DataCell[]::new)));
        }
        for (var epoch : history) {
            var cells = cells(head, epoch);
            if (searches) {
                cells.addAll(List.of(DataType.getMissingCell(), DataType.getMissingCell()));
            }
            rows.addRowToTable(new DefaultRow(new RowKey("Epoch " + epoch.epoch()), cells.toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    private static List<DataCell> cells(Head head, EpochRecord epoch) {
        var cells = new ArrayList<DataCell>();
        cells.add(new IntCell(epoch.epoch()));
        figures(head).forEach(figure -> cells.add(figure.of(Optional.of(epoch.training()))));
        cells.add(new DoubleCell(epoch.seconds()));
        cells.add(new DoubleCell(epoch.samplesPerSecond()));
        figures(head).forEach(figure -> cells.add(figure.of(epoch.validation())));
        cells.add(new StringCell(epoch.device()));
        cells.add(cell(epoch.learningRate()));
        return cells;
    }

    private static DataCell cell(OptionalDouble number) {
        return number.isPresent() ? new DoubleCell(number.getAsDouble()) : DataType.getMissingCell();
    }
}
