package org.seqnet.knime.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
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
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/**
 * A table of sequences and their labels: where its columns are, and its rows packed once into compact arrays.
 *
 * @param port the input port, counted from 0
 * @param title what messages call the table, such as {@code "training table"}
 */
public record LabelledTable(
        int port, String title, DataTableSpec spec, int sequenceColumn, int labelColumn, MissingValues missingValues) {

    /**
     * The shape that sequences must have.
     *
     * @param source who says so, for messages, such as {@code "the network reads"}
     */
    public record Expected(SequenceShape shape, String source) {}

    /** The complete rows of a table, and how many are not. */
    public record Rows(LabelledSequences data, long skipped) {

        /** Returns a warning about the skipped rows, if there are any. */
        public Optional<String> warning(String title) {
            return skipped == 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "%,d of the %s's %,d rows were skipped because their sequence or label is missing.",
                            skipped,
                            title,
                            skipped + data.size()));
        }
    }

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, or of another type
     */
    public static LabelledTable of(
            int port,
            String title,
            DataTableSpec spec,
            String sequenceColumn,
            String labelColumn,
            MissingValues missingValues)
            throws InvalidSettingsException {
        return new LabelledTable(
                port,
                title,
                spec,
                Columns.find(spec, title, "Sequence column", sequenceColumn, "tensors", TensorValue.class),
                LabelColumns.find(spec, title, "Label column", labelColumn),
                missingValues);
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
     * Returns the steps and features of every sequence, if the spec states that all have the same.
     *
     * @param form which tensors the network reads
     * @throws InvalidSettingsException if it does not read those of the spec
     */
    public Optional<SequenceShape> shape(InputForm form) throws InvalidSettingsException {
        if (tensors().isEmpty()) {
            return Optional.empty();
        }
        var tensors = tensors().get();
        return Optional.of(form.sequenceShape(tensors)
                .orElseThrow(() -> Failures.invalid(
                        "Sequence column: column '%s' of the %s contains tensors of shape %s, but the network reads %s."
                                .formatted(name(sequenceColumn), title, tensors, form),
                        reshaping(form))));
    }

    /** Returns the labels, if the spec states them. */
    public Optional<LabelDomain> labels() {
        return LabelIndex.domain(spec.getColumnSpec(labelColumn));
    }

    /** Returns what the labels are. */
    public LabelType labelType() {
        return LabelCells.type(spec.getColumnSpec(labelColumn).getType());
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
        Packer packer = expected.map(wanted ->
                        Sequences.packer(wanted.shape(), form, wanted.source()).expecting(table.size()))
                .orElse(null);
        var index = new LabelIndex();
        int[] labels = new int[(int) Math.min(table.size(), 1 << 16)];
        int packed = 0;
        long row = 0;
        try (var rows = table.iterator()) {
            for (; rows.hasNext(); row++) {
                monitor.checkCanceled();
                var next = rows.next();
                DataCell sequence = next.getCell(sequenceColumn);
                DataCell label = next.getCell(labelColumn);
                String key = next.getKey().getString();
                if (sequence.isMissing() || label.isMissing()) {
                    failOrSkip(sequence.isMissing() ? sequenceColumn : labelColumn, row, key);
                    continue;
                }
                if (trained.isPresent() && !trained.get().contains(label.toString())) {
                    throw port == 0
                            ? unknown(label.toString(), trained.get(), row, key)
                            : unseen(label.toString(), row, key);
                }
                Tensor tensor = ((TensorValue) sequence).tensor();
                if (packer == null) {
                    int features = sequenceShape(tensor, form, row, key).features();
                    packer = Sequences.packer(SequenceShape.ofAnyLength(features), form, "the rows before it have")
                            .expecting(table.size());
                }
                packer.add(tensor, () -> "%s, row '%s'".formatted(capitalized(), key));
                labels = labels.length > packed ? labels : Arrays.copyOf(labels, 2 * packed + 1);
                labels[packed++] = index.of(label.toString());
                monitor.setProgress((row + 1.0) / table.size(), () -> "packing the " + title);
            }
        }
        requireRows(row, packed);
        var domain = trained.orElseGet(() -> index.domain(labels())).as(labelType());
        return new Rows(
                new LabelledSequences(packer.build(), index.translate(labels, packed, domain), domain), row - packed);
    }

    private void failOrSkip(int column, long row, String key) throws KNIMEException {
        if (missingValues == MissingValues.FAIL) {
            throw Failures.missingCell(port, row, column, "%s, row '%s'".formatted(capitalized(), key), name(column));
        }
    }

    private KNIMEException unseen(String label, long row, String key) {
        return Failures.failureAt(
                port,
                row,
                labelColumn,
                "The label does not occur in the training table.",
                "%s, row '%s': label '%s' does not occur in the training table.".formatted(capitalized(), key, label),
                "Remove such rows, or add rows with this label to the training table.");
    }

    private KNIMEException unknown(String label, LabelDomain known, long row, String key) {
        return Failures.failureAt(
                port,
                row,
                labelColumn,
                "The label is unknown to the network to resume.",
                "%s, row '%s': label '%s' is not among the labels of the network to resume: %s."
                        .formatted(capitalized(), key, label, known),
                "Remove such rows, or disconnect the network to train a new one.");
    }

    private SequenceShape sequenceShape(Tensor tensor, InputForm form, long row, String key) throws KNIMEException {
        return form.sequenceShape(tensor.shape())
                .orElseThrow(() -> Failures.failureAt(
                        port,
                        row,
                        sequenceColumn,
                        "The tensor is not a sequence.",
                        "%s, row '%s': the tensor has the shape %s, but the network reads %s."
                                .formatted(capitalized(), key, tensor.shape(), form),
                        reshaping(form)));
    }

    private static String reshaping(InputForm form) {
        return "Put a Sequence Reshaper before this node."
                + (form.equals(InputForm.SEQUENCES)
                        ? " The CNN Learner also reads images of rows x columns x channels."
                        : "");
    }

    private void requireRows(long rows, int packed) throws KNIMEException {
        if (rows == 0) {
            throw Failures.failure(
                    "The %s has no rows.".formatted(title), "Check the preceding nodes: a filter may be too strict.");
        }
        if (packed == 0) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "All %,d rows of the %s have a missing value in column '%s' or '%s'.",
                            rows,
                            title,
                            name(sequenceColumn),
                            name(labelColumn)),
                    "Select other columns, or fill in the missing values.");
        }
    }

    /**
     * Makes sure that there are at least two classes.
     *
     * @throws KNIMEException if all rows have the same label
     */
    public void requireClasses(Rows rows) throws KNIMEException {
        var data = rows.data();
        if (IntStream.range(0, data.size()).allMatch(row -> data.label(row) == data.label(0))) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "Label column '%s': all %,d rows have the label '%s'; at least two classes are"
                                    + " required.",
                            name(labelColumn),
                            data.size(),
                            data.domain().name(data.label(0))),
                    "Select another label column, or connect rows of at least two classes.");
        }
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

    private String name(int column) {
        return spec.getColumnSpec(column).getName();
    }

    private String capitalized() {
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
