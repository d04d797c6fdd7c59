package org.seqnet.knime.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.series.SeriesCase;
import org.seqnet.engine.series.SeriesHeader;
import org.seqnet.engine.series.TargetKind;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** The columns of the table: the sequence, its class or number, and the part of the data set that it is of. */
final class SeriesColumns {
    private final TargetKind target;
    private final boolean hasSplit;
    private final DataColumnSpec label;
    private final Optional<SequenceShape> stated;
    private final Map<String, DataCell> texts = new HashMap<>();

    private SeriesColumns(TargetKind target, boolean hasSplit, DataColumnSpec label, Optional<SequenceShape> stated) {
        this.target = target;
        this.hasSplit = hasSplit;
        this.label = label;
        this.stated = stated;
    }

    /**
     * Returns the columns that hold what the headers of all files state.
     *
     * @throws IOException if they state different things; the message names both files
     */
    static SeriesColumns of(List<SeriesInput.Part> parts, boolean hasSplit) throws IOException {
        var first = parts.get(0).reader().header();
        var classes = new LinkedHashSet<String>();
        for (var part : parts) {
            var header = part.reader().header();
            if (header.target() != first.target()) {
                throw new IOException("%s: the file states %s, but %s states %s. Select files of one data set."
                        .formatted(
                                part.name(),
                                inWords(header.target()),
                                parts.get(0).name(),
                                inWords(first.target())));
            }
            classes.addAll(header.classes());
        }
        var stated = parts.stream()
                .map(part -> shape(part.reader().header()))
                .distinct()
                .toList();
        return new SeriesColumns(
                first.target(),
                hasSplit,
                nominal("label", classes),
                stated.size() == 1 ? stated.get(0) : Optional.empty());
    }

    /** Returns the columns of which no more is known than what is stated of series. */
    static SeriesColumns of(TargetKind target, boolean hasSplit) {
        var label = new DataColumnSpecCreator("label", StringCell.TYPE).createSpec();
        return new SeriesColumns(target, hasSplit, label, Optional.empty());
    }

    private static String inWords(TargetKind target) {
        return switch (target) {
            case NONE -> "neither classes nor numbers";
            case CLASS -> "classes";
            case NUMBER -> "numbers";
        };
    }

    private static Optional<SequenceShape> shape(SeriesHeader header) {
        return header.dimensions().isPresent() && header.length().isPresent()
                ? Optional.of(new SequenceShape(
                        header.length().getAsInt(), header.dimensions().getAsInt()))
                : Optional.empty();
    }

    private static DataColumnSpec nominal(String name, Iterable<String> values) {
        var cells = new ArrayList<DataCell>();
        values.forEach(value -> cells.add(new StringCell(value)));
        var creator = new DataColumnSpecCreator(name, StringCell.TYPE);
        creator.setDomain(new DataColumnDomainCreator(cells.toArray(DataCell[]::new)).createDomain());
        return creator.createSpec();
    }

    /** Returns what is known before the series are read. */
    DataTableSpec spec() {
        return spec(stated, Optional.empty());
    }

    /** Returns what is known of series that have been read. */
    DataTableSpec spec(Seen seen) {
        return spec(seen.shape(), seen.numbers());
    }

    private DataTableSpec spec(Optional<SequenceShape> shape, Optional<double[]> numbers) {
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(TensorColumn.prepared(TensorColumn.ofSequences("sequence", shape), Preparation.UNSCALED_VALUES));
        switch (target) {
            case NONE -> {}
            case CLASS -> columns.add(label);
            case NUMBER -> columns.add(number(numbers));
        }
        if (hasSplit) {
            columns.add(nominal("split", List.of("train", "test")));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec number(Optional<double[]> numbers) {
        var creator = new DataColumnSpecCreator("target", DoubleCell.TYPE);
        numbers.ifPresent(range -> creator.setDomain(
                new DataColumnDomainCreator(new DoubleCell(range[0]), new DoubleCell(range[1])).createDomain()));
        return creator.createSpec();
    }

    /** Returns the cells of a series. */
    DataCell[] cells(SeriesCase series, String split) {
        var cells = new ArrayList<DataCell>();
        cells.add(new TensorCell(series.sequence()));
        switch (target) {
            case NONE -> {}
            case CLASS -> cells.add(series.label().map(this::text).orElseGet(DataType::getMissingCell));
            case NUMBER -> cells.add(
                    series.target().isPresent()
                            ? new DoubleCell(series.target().getAsDouble())
                            : DataType.getMissingCell());
        }
        if (hasSplit) {
            cells.add(text(split));
        }
        return cells.toArray(DataCell[]::new);
    }

    /** One cell serves all rows with the same text. */
    private DataCell text(String value) {
        return texts.computeIfAbsent(value, StringCell::new);
    }

    /** What the series that have been read have in common. */
    static final class Seen {
        private long count;
        private OptionalInt length = OptionalInt.empty();
        private OptionalInt dimensions = OptionalInt.empty();
        private boolean differ;
        private double smallest = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;

        void add(SeriesCase series) {
            var shape = series.sequence().shape();
            differ |= count > 0 && (length.getAsInt() != shape.size(0) || dimensions.getAsInt() != shape.size(1));
            length = OptionalInt.of(shape.size(0));
            dimensions = OptionalInt.of(shape.size(1));
            count++;
            series.target().ifPresent(number -> {
                smallest = Math.min(smallest, number);
                largest = Math.max(largest, number);
            });
        }

        long count() {
            return count;
        }

        private Optional<SequenceShape> shape() {
            return count > 0 && !differ
                    ? Optional.of(new SequenceShape(length.getAsInt(), dimensions.getAsInt()))
                    : Optional.empty();
        }

        private Optional<double[]> numbers() {
            return smallest <= largest ? Optional.of(new double[] {smallest, largest}) : Optional.empty();
        }
    }
}
