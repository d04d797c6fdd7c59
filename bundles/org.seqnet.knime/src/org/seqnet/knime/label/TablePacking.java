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
import org.seqnet.knime.symbol.SequenceCells;

/** Packs the rows of a table once, as {@link LabelledTable#pack} describes. */
final class TablePacking {
    private final LabelledTable columns;
    private final InputForm form;
    private final long size;
    private final TruthCollector truth;
    private final SkippedRows skipped;
    private final RowGroups groups = new RowGroups();
    private final Optional<RowWeightColumn> weights;
    private final SequenceCells cells;
    private Packer packer;

    TablePacking(
            LabelledTable columns,
            InputForm form,
            Optional<Expected> expected,
            Optional<LabelDomain> trained,
            long size) {
        this.columns = columns;
        this.form = form;
        this.truth = columns.truth().collector(trained);
        this.skipped = new SkippedRows(columns.truth().word());
        this.size = size;
        this.weights = RowWeightColumn.of(columns);
        this.cells = new SequenceCells(columns.tokenizer());
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
        var domain = truth.domain();
        var counting = weights.isPresent() ? weights.get().all() : Weights.EQUAL;
        return new Rows(
                new LabelledSequences(cells.build(packer), truth.truth(domain), domain, counting),
                skipped,
                truth.warning(columns.title()),
                cells.warning(columns.title()),
                columns.groupColumn().isPresent() ? Optional.of(groups.build()) : Optional.empty());
    }

    private void add(TableRow row) throws KNIMEException {
        var gap = gap(row);
        var sequence = gap.isPresent() ? Optional.<Tensor>empty() : cells.sequence(row.cell(columns.sequenceColumn()));
        gap = gap.isEmpty() && sequence.isEmpty() ? Optional.of(empty()) : gap;
        if (gap.isPresent()) {
            if (columns.missingValues() == MissingValues.FAIL) {
                throw row.failure(gap.get());
            }
            skipped.addMissing(row.index());
            return;
        }
        var known = truth.read(row);
        var tensor = sequence.orElseThrow();
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
        known.run();
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
                : columns.truth().gap(row);
    }

    private Gap empty() {
        int sequence = columns.sequenceColumn();
        return new Gap(
                sequence,
                SequenceCells.EMPTY,
                "the cell of column '%s' contains no symbol.".formatted(columns.name(sequence)));
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
        if (truth.rows() == 0) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "All %,d rows of the %s have a missing value in column '%s' or %s.",
                            rows,
                            columns.title(),
                            columns.name(columns.sequenceColumn()),
                            columns.truth().place()),
                    "Select other columns, or fill in the missing values.");
        }
    }
}
