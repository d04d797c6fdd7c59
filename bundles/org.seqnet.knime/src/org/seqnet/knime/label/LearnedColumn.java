package org.seqnet.knime.label;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.tensor.TensorValue;

/**
 * The column that a network learns to predict, whose type tells what its rows have: strings, integers and booleans are
 * classes, other numbers are values, and the tensors that the Sequence Reshaper adds to its windows the next values of
 * a series. This class offers those of the first table.
 */
public final class LearnedColumn extends CompatibleColumnsProvider {
    private static final Predicate<DataColumnSpec> VALUES =
            LabelColumns.FITTING.negate().and(Columns.accepts(DoubleValue.class));

    /** Creates the choices of the first table. */
    public LearnedColumn() {
        super(List.of(NominalValue.class, DoubleValue.class, TensorValue.class));
    }

    @Override
    public boolean isIncluded(DataColumnSpec column) {
        return LabelColumns.FITTING.or(VALUES).or(TargetColumn.FITTING).test(column);
    }

    /** Returns the name of the column that a learner proposes. */
    public static String preferred(DataTableSpec spec) {
        return Columns.last(spec, TargetColumn.FITTING)
                .or(() -> Optional.of(LabelColumns.preferred(spec)).filter(name -> !name.isEmpty()))
                .or(() -> Columns.last(spec, VALUES))
                .orElse("");
    }

    /** Returns the names of the columns of numbers that are no classes. */
    public static String[] values(DataTableSpec spec) {
        return spec.stream().filter(VALUES).map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** Says what a column that is chosen holds; classes if it is not there. */
    public static Kind kind(DataTableSpec spec, String name) {
        var column = name == null ? null : spec.getColumnSpec(name);
        if (column == null) {
            return Kind.CLASSES;
        }
        return TargetColumn.FITTING.test(column) ? Kind.FORECAST : VALUES.test(column) ? Kind.VALUES : Kind.CLASSES;
    }

    /** What the rows of a column have. */
    public enum Kind {
        /** One class for each row. */
        CLASSES,
        /** One number for each row. */
        VALUES,
        /** The next values of a series for each row. */
        FORECAST
    }

    /**
     * Finds the column.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @throws InvalidSettingsException if it is not chosen, not there, or holds nothing of that
     */
    public static RowTruth find(DataTableSpec spec, String table, String name) throws InvalidSettingsException {
        return switch (kind(spec, name)) {
            case FORECAST -> TargetColumn.of(spec, name);
            case VALUES -> ValueColumns.find(spec, table, "Label column", name);
            case CLASSES -> ClassColumn.find(spec, table, name);
        };
    }
}
