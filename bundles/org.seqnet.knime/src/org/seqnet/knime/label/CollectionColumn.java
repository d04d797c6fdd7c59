package org.seqnet.knime.label;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.TableRow.Gap;
import org.seqnet.knime.message.Failures;

/** A column with a set or a list of labels for each row; what a list has twice counts once. */
public record CollectionColumn(int column, DataColumnSpec spec) implements RowLabels {
    /** Says whether a column holds sets or lists of what can be labels: strings, integers or booleans. */
    public static final Predicate<DataColumnSpec> FITTING =
            elements(NominalValue.class).or(elements(LongValue.class)).and(Columns.accepts(CollectionDataValue.class));

    /** Says whether a column holds sets or lists that are most likely labels: strings. */
    public static final Predicate<DataColumnSpec> LIKELY = FITTING.and(elements(NominalValue.class));

    private static Predicate<DataColumnSpec> elements(Class<? extends DataValue> type) {
        return column -> Optional.ofNullable(column.getType().getCollectionElementType())
                .filter(element -> element.isCompatible(type))
                .isPresent();
    }

    /** Returns the name of the last column that most likely holds labels, or else that can. */
    public static String preferred(DataTableSpec spec) {
        return Columns.last(spec, LIKELY.and(column -> !ColumnMark.STEP_LABELS.isOn(column)))
                .or(() -> Columns.last(spec, LIKELY))
                .or(() -> Columns.last(spec, FITTING))
                .orElse("");
    }

    /**
     * Finds the column.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @throws InvalidSettingsException if it is not chosen, not there, or holds no sets or lists of labels
     */
    public static CollectionColumn find(DataTableSpec spec, String table, String setting, String name)
            throws InvalidSettingsException {
        int column = Columns.find(spec, table, setting, name, "sets or lists of labels", CollectionDataValue.class);
        var found = spec.getColumnSpec(column);
        if (!FITTING.test(found)) {
            throw Failures.invalid(
                    ("%s: the sets or lists in column '%s' of the %s contain values of the type '%s'; labels must be "
                                    + "strings, integers or booleans.")
                            .formatted(
                                    setting,
                                    name,
                                    table,
                                    found.getType().getCollectionElementType().getName()),
                    "Convert the values before they are collected, or select another column in the node's dialog.");
        }
        return new CollectionColumn(column, found);
    }

    @Override
    public boolean areClasses() {
        return false;
    }

    @Override
    public String name() {
        return spec.getName();
    }

    @Override
    public String title() {
        return "Collection column " + place();
    }

    @Override
    public String place() {
        return "'" + name() + "'";
    }

    @Override
    public int column(String label) {
        return column;
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
        for (DataCell element : (CollectionDataValue) cell) {
            if (element.isMissing()) {
                return Optional.of(new Gap(
                        column,
                        "An element is missing.",
                        "an element of the set or list in column '%s' is missing.".formatted(name())));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> of(TableRow row) {
        var labels = new LinkedHashSet<String>();
        for (DataCell element : (CollectionDataValue) row.cell(column)) {
            labels.add(element.toString());
        }
        return List.copyOf(labels);
    }
}
