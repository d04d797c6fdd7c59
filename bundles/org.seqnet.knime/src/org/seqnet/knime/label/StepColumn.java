package org.seqnet.knime.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.TableRow.Gap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorValue;

/**
 * A column with a list of labels for each row, one for each time step of its sequence; a missing one is not known.
 *
 * @param sequenceColumn the index of the column with the sequences
 */
public record StepColumn(int column, DataColumnSpec spec, int sequenceColumn) implements RowTruth {
    /** Says whether a column holds lists of what can be labels: strings, integers or booleans. */
    public static final Predicate<DataColumnSpec> FITTING =
            CollectionColumn.FITTING.and(Columns.accepts(ListDataValue.class));

    /** Offers the columns of the first table that hold lists of labels. */
    public static final class Choices extends CompatibleColumnsProvider {
        /** Creates the choices of the first table. */
        public Choices() {
            super(List.of(ListDataValue.class));
        }

        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return FITTING.test(column);
        }
    }

    /** Says whether a column holds lists of labels that the Sequence Reshaper made of the rows of sequences. */
    public static final Predicate<DataColumnSpec> MARKED = FITTING.and(ColumnMark.STEP_LABELS::isOn);

    /** Returns the name of the last column that holds lists of labels. */
    public static String preferred(DataTableSpec spec) {
        return Columns.last(spec, MARKED)
                .or(() -> Columns.last(spec, FITTING.and(CollectionColumn.LIKELY)))
                .or(() -> Columns.last(spec, FITTING))
                .orElse("");
    }

    /**
     * Finds the column.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @throws InvalidSettingsException if it or that of the sequences is not chosen, not there, or of another type
     */
    public static StepColumn find(DataTableSpec spec, String table, String setting, String name, String sequences)
            throws InvalidSettingsException {
        int column = Columns.find(spec, table, setting, name, "lists of labels", FITTING);
        int sequence = Columns.find(spec, table, "Sequence column", sequences, "tensors", TensorValue.class);
        return new StepColumn(column, spec.getColumnSpec(column), sequence);
    }

    @Override
    public String name() {
        return spec.getName();
    }

    private String title() {
        return "Step label column " + place();
    }

    @Override
    public String place() {
        return "'" + name() + "'";
    }

    @Override
    public String word() {
        return "label";
    }

    @Override
    public Optional<LabelDomain> declared() {
        return Optional.empty();
    }

    @Override
    public LabelType type() {
        return LabelCells.type(spec.getType().getCollectionElementType());
    }

    @Override
    public Optional<Gap> gap(TableRow row) {
        var cell = row.cell(column);
        if (cell.isMissing()) {
            return Optional.of(Gap.ofCell(column, name()));
        }
        for (DataCell label : (ListDataValue) cell) {
            if (!label.isMissing()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Gap(
                column,
                "No time step has a label.",
                "no element of the list in column '%s' is a label.".formatted(name())));
    }

    /**
     * Returns the label of each time step of a row without a gap, null where it is not known.
     *
     * @throws KNIMEException if there are more or fewer labels than steps
     */
    List<String> of(TableRow row) throws KNIMEException {
        var labels = new ArrayList<String>();
        for (DataCell label : (ListDataValue) row.cell(column)) {
            labels.add(label.isMissing() ? null : label.toString());
        }
        int steps = ((TensorValue) row.cell(sequenceColumn)).tensor().shape().size(0);
        if (labels.size() != steps) {
            throw row.failure(
                    column,
                    "The numbers of labels and time steps differ.",
                    String.format(
                            Locale.ROOT,
                            "the list in column '%s' has %,d labels, but the sequence has %,d time steps.",
                            name(),
                            labels.size(),
                            steps),
                    "Use lists with exactly one label per time step. An element may be missing if the label of the "
                            + "step is unknown.");
        }
        return labels;
    }

    @Override
    public TruthCollector collector(Optional<LabelDomain> trained) {
        return new CollectedSteps(this, trained);
    }

    /**
     * Makes sure that there are at least two classes.
     *
     * @throws KNIMEException if there is only one
     */
    @Override
    public void requireLearnable(LabelledSequences data, String table) throws KNIMEException {
        var steps = data.stepLabels();
        int[] classes = IntStream.range(0, steps.size())
                .flatMap(n -> IntStream.range(0, steps.timeSteps(n)).map(t -> steps.get(n, t)))
                .filter(label -> label != StepLabels.UNKNOWN)
                .distinct()
                .limit(2)
                .toArray();
        if (classes.length < 2) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "%s: all time steps of the %,d rows have the label '%s'; at least two classes are "
                                    + "required.",
                            title(),
                            data.size(),
                            data.domain().name(classes[0])),
                    "Select another label column, or connect rows of at least two classes.");
        }
    }
}
