package org.seqnet.knime.label;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.MissingValueException;
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.label.LabelledTable.Rows;
import org.seqnet.knime.label.TableRow.Gap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorValue;

/** Packs the rows of a table once, as {@link LabelledTable#pack} describes. */
final class TablePacking {
    /** How many labels a message lists. */
    private static final int MOST_LISTED = 100;

    private final LabelledTable columns;
    private final InputForm form;
    private final Optional<LabelDomain> trained;
    private final long size;
    private final LabelIndex labels = new LabelIndex();
    private final SkippedRows skipped = new SkippedRows();
    private final RowGroups groups = new RowGroups();
    private final Optional<RowWeightColumn> weights;
    private Packer packer;

    TablePacking(
            LabelledTable columns,
            InputForm form,
            Optional<Expected> expected,
            Optional<LabelDomain> trained,
            long size) {
        this.columns = columns;
        this.form = form;
        this.trained = trained;
        this.size = size;
        this.weights = RowWeightColumn.of(columns);
        this.packer =
                expected.map(wanted -> packer(wanted.shape(), wanted.source())).orElse(null);
    }

    private Packer packer(SequenceShape shape, String source) {
        var started = Sequences.packer(shape, form, source).expecting(size).prepared(columns.preparation());
        return columns.gaps() == Gaps.KEEP ? started.keepingMissing() : started;
    }

    Rows pack(BufferedDataTable table, ExecutionMonitor monitor) throws KNIMEException, CanceledExecutionException {
        long row = 0;
        try (var rows = table.iterator()) {
            for (; rows.hasNext(); row++) {
                monitor.checkCanceled();
                add(new TableRow(columns.port(), columns.title(), row, rows.next()));
                monitor.setProgress((row + 1.0) / size, () -> "packing the " + columns.title());
            }
        }
        requireRows(row);
        var domain = trained.orElseGet(() -> labels.domain(columns.labels())).as(columns.labelType());
        var counting = weights.isPresent() ? weights.get().all() : Weights.EQUAL;
        return new Rows(
                new LabelledSequences(packer.build(), labels.sets(domain), domain, counting),
                skipped,
                columns.groupColumn().isPresent() ? Optional.of(groups.build()) : Optional.empty());
    }

    private void add(TableRow row) throws KNIMEException {
        var gap = gap(row);
        if (gap.isPresent()) {
            if (columns.missingValues() == MissingValues.FAIL) {
                throw row.failure(gap.get());
            }
            skipped.addMissing(row.index());
            return;
        }
        var rowLabels = columns.rowLabels().of(row);
        for (var label : rowLabels) {
            requireKnown(label, row);
        }
        var tensor = ((TensorValue) row.cell(columns.sequenceColumn())).tensor();
        if (packer == null) {
            var any = SequenceShape.ofAnyLength(shape(tensor, row).features());
            packer = packer(any, "the rows before it have");
        }
        try {
            packer.add(tensor, row::name);
        } catch (MissingValueException e) {
            if (columns.gaps() == Gaps.FAIL) {
                throw missing(e, row);
            }
            skipped.addIncomplete(row.index());
            return;
        }
        labels.add(rowLabels);
        columns.groupColumn().ifPresent(column -> groups.add(row.cell(column)));
        if (weights.isPresent()) {
            weights.get().add(row);
        }
    }

    private KNIMEException missing(MissingValueException place, TableRow row) {
        var names = columns.preparation().features();
        var name = place.feature() < names.size() ? " ('%s')".formatted(names.get(place.feature())) : "";
        return row.failure(
                columns.sequenceColumn(),
                "A value is missing.",
                "the value of feature %d%s at time step %d is missing (NaN)."
                        .formatted(place.feature() + 1, name, place.timeStep() + 1),
                "Fill in the value, remove the row, or change how the node handles missing values.");
    }

    private Optional<Gap> gap(TableRow row) {
        int sequence = columns.sequenceColumn();
        return row.cell(sequence).isMissing()
                ? Optional.of(Gap.ofCell(sequence, columns.name(sequence)))
                : columns.rowLabels().gap(row);
    }

    private void requireKnown(String label, TableRow row) throws KNIMEException {
        if (trained.isPresent() && !trained.get().contains(label)) {
            throw columns.port() == 0 ? unknown(label, trained.get(), row) : unseen(label, row);
        }
    }

    private KNIMEException unseen(String label, TableRow row) {
        return row.failure(
                columns.rowLabels().column(label),
                "The label does not occur in the training table.",
                "label '%s' does not occur in the training table.".formatted(label),
                "Remove such rows, or add rows with this label to the training table.");
    }

    private KNIMEException unknown(String label, LabelDomain known, TableRow row) {
        return row.failure(
                columns.rowLabels().column(label),
                "The label is unknown to the network to resume.",
                "label '%s' is not among the labels of the network to resume: %s.".formatted(label, listed(known)),
                "Remove such rows, or disconnect the network to train a new one.");
    }

    private static String listed(LabelDomain labels) {
        int more = labels.size() - MOST_LISTED;
        return more <= 0
                ? labels.toString()
                : String.format(Locale.ROOT, "%s and %,d more", labels.names().subList(0, MOST_LISTED), more);
    }

    private SequenceShape shape(Tensor tensor, TableRow row) throws KNIMEException {
        return form.sequenceShape(tensor.shape())
                .orElseThrow(() -> row.failure(
                        columns.sequenceColumn(),
                        "The tensor is not a sequence.",
                        "the tensor has the shape %s, but the network reads %s.".formatted(tensor.shape(), form),
                        reshaping(form)));
    }

    /** Returns what to do about tensors that a network does not read. */
    static String reshaping(InputForm form) {
        return "Put a Sequence Reshaper before this node."
                + (form.equals(InputForm.SEQUENCES)
                        ? " The CNN Learner also reads images of rows x columns x channels."
                        : "");
    }

    private void requireRows(long rows) throws KNIMEException {
        if (rows == 0) {
            throw Failures.failure(
                    "The %s has no rows.".formatted(columns.title()),
                    "Check the preceding nodes: a filter may be too strict.");
        }
        if (labels.rows() == 0) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "All %,d rows of the %s have a missing value in column '%s' or %s.",
                            rows,
                            columns.title(),
                            columns.name(columns.sequenceColumn()),
                            columns.rowLabels().place()),
                    "Select other columns, or fill in the missing values.");
        }
    }
}
