package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.StepColumn;
import org.seqnet.knime.message.Failures;

/**
 * Where the labels of time steps are in a table.
 *
 * @param sequence the index of the column that names the sequence of each row; -1 if each row is a sequence
 */
record ScoredSteps(DataTableSpec spec, int actual, int predicted, int sequence, MissingValues missingValues) {
    private static final String TABLE = "input table";

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, or holds no labels
     */
    static ScoredSteps of(DataTableSpec spec, StepLabelScorerParameters parameters) throws InvalidSettingsException {
        parameters.chooseColumns(spec);
        return switch (parameters.format) {
            case LISTS -> new ScoredSteps(
                    spec,
                    Columns.find(
                            spec,
                            TABLE,
                            "Actual labels",
                            parameters.actualLists,
                            "lists of labels",
                            StepColumn.FITTING),
                    Columns.find(
                            spec,
                            TABLE,
                            "Predicted labels",
                            parameters.predictedLists,
                            "lists of labels",
                            StepColumn.FITTING),
                    -1,
                    parameters.missingValues);
            case ROWS -> new ScoredSteps(
                    spec,
                    LabelColumns.find(spec, TABLE, "Actual label", parameters.actualColumn),
                    LabelColumns.find(spec, TABLE, "Predicted label", parameters.predictedColumn),
                    Columns.find(
                            spec,
                            TABLE,
                            "Sequence column",
                            parameters.sequenceColumn,
                            "names of sequences",
                            DataValue.class),
                    parameters.missingValues);
        };
    }

    /**
     * Counts all steps and segments.
     *
     * @throws KNIMEException if lists differ in length, the rows of a sequence are not consecutive, or a cell is
     *     missing and that is to fail
     */
    StepSequences.Counted count(BufferedDataTable table, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var sequences = new StepSequences();
        var reader = sequence < 0 ? new Lists(sequences) : new Rows(sequences);
        try (var rows = table.iterator()) {
            for (long row = 0; rows.hasNext(); row++) {
                monitor.checkCanceled();
                reader.read(rows.next(), row);
                monitor.setProgress((row + 1.0) / table.size());
            }
        }
        reader.end();
        return sequences.count();
    }

    private abstract static class Reader {
        abstract void read(DataRow row, long index) throws KNIMEException;

        void end() {
            // all has been added
        }
    }

    private void failIfMissing(DataRow row, long index) throws KNIMEException {
        for (int column : new int[] {actual, predicted}) {
            if (missingValues == MissingValues.FAIL && row.getCell(column).isMissing()) {
                throw Failures.missingCell(
                        0,
                        index,
                        column,
                        "Row '%s'".formatted(key(row)),
                        spec.getColumnSpec(column).getName());
            }
        }
    }

    private static String key(DataRow row) {
        return row.getKey().getString();
    }

    /** A row is a sequence. */
    private final class Lists extends Reader {
        private final StepSequences sequences;

        Lists(StepSequences sequences) {
            this.sequences = sequences;
        }

        @Override
        void read(DataRow row, long index) throws KNIMEException {
            failIfMissing(row, index);
            if (row.getCell(actual).isMissing() || row.getCell(predicted).isMissing()) {
                sequences.skip();
                return;
            }
            var found = labels(row.getCell(actual));
            var answer = labels(row.getCell(predicted));
            if (found.size() != answer.size()) {
                throw Failures.failureAt(
                        0,
                        index,
                        predicted,
                        "The lists differ in length.",
                        String.format(
                                Locale.ROOT,
                                "Row '%s': the list of actual labels has %,d elements, that of predicted labels %,d.",
                                key(row),
                                found.size(),
                                answer.size()),
                        "Select lists with one label per time step of the same sequence.");
            }
            sequences.add(key(row), found, answer);
        }

        private static List<String> labels(DataCell list) {
            var labels = new ArrayList<String>();
            StreamSupport.stream(((ListDataValue) list).spliterator(), false)
                    .forEach(label -> labels.add(label.isMissing() ? null : label.toString()));
            return labels;
        }
    }

    /** A row is a step of a sequence. */
    private final class Rows extends Reader {
        private final StepSequences sequences;
        private final HashSet<String> ended = new HashSet<>();
        private String present;
        private List<String> found = new ArrayList<>();
        private List<String> answer = new ArrayList<>();

        Rows(StepSequences sequences) {
            this.sequences = sequences;
        }

        @Override
        void read(DataRow row, long index) throws KNIMEException {
            failIfMissing(row, index);
            var name = row.getCell(sequence).toString();
            if (!name.equals(present)) {
                end();
                if (ended.contains(name)) {
                    throw Failures.failureAt(
                            0,
                            index,
                            sequence,
                            "The rows of the sequence are not consecutive.",
                            "Row '%s': the rows of sequence '%s' are not consecutive.".formatted(key(row), name),
                            "Sort the table by sequence and time step, for example with a Sorter node.");
                }
                present = name;
            }
            found.add(label(row.getCell(actual)));
            answer.add(label(row.getCell(predicted)));
        }

        private static String label(DataCell cell) {
            return cell.isMissing() ? null : cell.toString();
        }

        @Override
        void end() {
            if (present != null) {
                sequences.add(present, found, answer);
                ended.add(present);
                found = new ArrayList<>();
                answer = new ArrayList<>();
            }
        }
    }
}
