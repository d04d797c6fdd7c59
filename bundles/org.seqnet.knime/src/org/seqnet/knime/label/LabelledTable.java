package org.seqnet.knime.label;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.symbol.SymbolColumn;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/**
 * A table of sequences and what is known of them, labels or target values: where its columns are, and its rows packed
 * once into compact arrays.
 *
 * @param port the input port, counted from 0
 * @param title what messages call the table, such as {@code "training table"}
 * @param truth where the labels or target values are
 * @param gaps what becomes of a row whose sequence has missing values
 * @param groupColumn the index of the column that names the group of each row, if there is one
 * @param weightColumn the index of the column with the weight of each row, if there is one
 * @param tokenizer how texts or lists are read as sequences of symbols; empty if sequences are tensors
 */
public record LabelledTable(
        int port,
        String title,
        DataTableSpec spec,
        int sequenceColumn,
        RowTruth truth,
        MissingValues missingValues,
        Gaps gaps,
        OptionalInt groupColumn,
        OptionalInt weightColumn,
        Optional<Tokenizer> tokenizer) {

    /**
     * The shape that sequences must have.
     *
     * @param source who says so, for messages, such as {@code "the network reads"}
     */
    public record Expected(SequenceShape shape, String source) {}

    /**
     * The complete rows of a table, and which are not.
     *
     * @param incomplete a warning about rows that lack some of their target values, if there are any
     * @param cut a warning about sequences of symbols that were cut, if there are any
     * @param groups the group of each complete row, if the table names groups
     */
    public record Rows(
            LabelledSequences data,
            SkippedRows skipped,
            Optional<String> incomplete,
            Optional<String> cut,
            Optional<int[]> groups) {
        /** How many labels a warning names. */
        private static final int MOST_NAMED = 5;

        /** Returns a warning about the rows that were skipped or lack some values, if there are any. */
        public Optional<String> warning(String title) {
            return Stream.of(skipped.warning(title, data.size()), incomplete, cut)
                    .flatMap(Optional::stream)
                    .reduce((one, other) -> one + "\n" + other);
        }

        /** Returns a warning about the labels that no row has, if there are any. */
        public Optional<String> absentLabels(String title) {
            int[] frequencies = data.labels().frequencies(data.domain().size());
            var absent = IntStream.range(0, frequencies.length)
                    .filter(label -> frequencies[label] == 0)
                    .mapToObj(label -> "'" + data.domain().name(label) + "'")
                    .toList();
            if (absent.isEmpty()) {
                return Optional.empty();
            }
            var more = absent.size() > MOST_NAMED
                    ? String.format(Locale.ROOT, " and %,d more", absent.size() - MOST_NAMED)
                    : "";
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%,d of the %,d labels do not occur in the %s, so the network cannot learn them: %s%s.",
                    absent.size(),
                    frequencies.length,
                    title,
                    absent.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                    more));
        }
    }

    /**
     * Finds the column of sequences.
     *
     * @throws InvalidSettingsException if it is not chosen, not there, or of another type
     */
    public static LabelledTable of(
            int port,
            String title,
            DataTableSpec spec,
            String sequenceColumn,
            RowTruth truth,
            MissingValues missingValues)
            throws InvalidSettingsException {
        return new LabelledTable(
                port,
                title,
                spec,
                Columns.find(spec, title, "Sequence column", sequenceColumn, "tensors", TensorValue.class),
                truth,
                missingValues,
                Gaps.FAIL,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /**
     * Finds the column of sequences, which may also be texts or lists of symbols.
     *
     * @param settings how these are read
     * @throws InvalidSettingsException if it is not chosen, not there, or of another type
     */
    public static LabelledTable ofSymbols(
            int port,
            String title,
            DataTableSpec spec,
            String sequenceColumn,
            RowTruth truth,
            MissingValues missingValues,
            Tokenizer settings)
            throws InvalidSettingsException {
        int column =
                Columns.find(spec, title, "Sequence column", sequenceColumn, SymbolColumn.KIND, SymbolColumn.SEQUENCES);
        return new LabelledTable(
                port,
                title,
                spec,
                column,
                truth,
                missingValues,
                Gaps.FAIL,
                OptionalInt.empty(),
                OptionalInt.empty(),
                SymbolColumn.tokenizer(spec.getColumnSpec(column), settings));
    }

    /** Returns this table with another treatment of sequences that have missing values. */
    public LabelledTable with(Gaps treatment) {
        return with(treatment, groupColumn, weightColumn);
    }

    /**
     * Returns this table with a column that names the group of each row.
     *
     * @throws InvalidSettingsException if it is not chosen or not there
     */
    public LabelledTable groupedBy(String column) throws InvalidSettingsException {
        int found = Columns.find(spec, title, "Group column", column, "groups", DataValue.class);
        return with(gaps, OptionalInt.of(found), weightColumn);
    }

    /**
     * Returns this table with weights in a column.
     *
     * @throws InvalidSettingsException if it is not chosen, not there, or not of numbers
     */
    public LabelledTable weighted(String column) throws InvalidSettingsException {
        int found = Columns.find(spec, title, "Weight column", column, "numbers", DoubleValue.class);
        return with(gaps, groupColumn, OptionalInt.of(found));
    }

    private LabelledTable with(Gaps treatment, OptionalInt groups, OptionalInt weights) {
        return new LabelledTable(
                port, title, spec, sequenceColumn, truth, missingValues, treatment, groups, weights, tokenizer);
    }

    /** Returns the column of sequences. */
    public DataColumnSpec sequences() {
        return spec.getColumnSpec(sequenceColumn);
    }

    /** Returns what was done to the sequences before, as far as the spec tells. */
    public Preparation preparation() {
        return tokenizer.map(Tokenizer::preparation).orElseGet(() -> TensorColumn.preparation(sequences()));
    }

    /** Returns the shape of every tensor, if the spec states that all have the same. */
    public Optional<Shape> tensors() {
        return TensorColumn.shape(spec.getColumnSpec(sequenceColumn));
    }

    /** Returns the shape of every tensor, or if the spec does not state it, of the first one. */
    public Optional<Shape> tensors(BufferedDataTable table) {
        return tensors().or(() -> first(table));
    }

    /** Returns the channels of images whose rows are time steps, if the spec states them. */
    public OptionalInt channels() {
        return TensorColumn.channels(spec.getColumnSpec(sequenceColumn));
    }

    private Optional<Shape> first(BufferedDataTable table) {
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                if (rows.next().getCell(sequenceColumn) instanceof TensorValue value) {
                    return Optional.of(value.tensor().shape());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Returns the steps and features of every sequence, if the spec states that all have the same; those of symbols are
     * of any length.
     *
     * @param form which tensors the network reads
     * @throws InvalidSettingsException if it does not read those of the spec
     */
    public Optional<SequenceShape> shape(InputForm form) throws InvalidSettingsException {
        if (tokenizer.isPresent()) {
            return Optional.of(SequenceShape.ofAnyLength(1));
        }
        if (tensors().isEmpty()) {
            return Optional.empty();
        }
        var tensors = tensors().get();
        return Optional.of(form.sequenceShape(tensors)
                .orElseThrow(() -> Failures.invalid(
                        "Sequence column: column '%s' of the %s contains tensors of shape %s, but the network reads %s."
                                .formatted(name(sequenceColumn), title, tensors, form),
                        TablePacking.reshaping(form))));
    }

    /** Returns the names of the labels or targets, if the spec states them. */
    public Optional<LabelDomain> labels() {
        return truth.declared();
    }

    /** Returns what the labels are. */
    public LabelType labelType() {
        return truth.type();
    }

    /**
     * Packs all rows. Labels are compared as text, and are of this table's type where all of them can be.
     *
     * @param form which tensors the network reads
     * @param expected the shape that the sequences must have; empty if the first one decides on the features, and each
     *     may have its own number of time steps
     * @param trained the labels that are allowed, as in validation and in resuming; empty if all are
     * @throws KNIMEException if a row has another label, no sequence or a missing cell that is not to be skipped, or
     *     none is left
     * @throws SeqNetException if a sequence does not fit the ones before it or has a value that is no number
     */
    public Rows pack(
            BufferedDataTable table,
            InputForm form,
            Optional<Expected> expected,
            Optional<LabelDomain> trained,
            ExecutionMonitor monitor)
            throws KNIMEException, CanceledExecutionException {
        return new TablePacking(this, form, expected, trained, table.size()).pack(table, monitor);
    }

    /** Returns the key of a row, counted from 0. */
    public static String key(BufferedDataTable table, long row) {
        try (var rows = table.iterator()) {
            for (long before = 0; before < row; before++) {
                rows.next();
            }
            return rows.next().getKey().getString();
        }
    }

    String name(int column) {
        return spec.getColumnSpec(column).getName();
    }
}
