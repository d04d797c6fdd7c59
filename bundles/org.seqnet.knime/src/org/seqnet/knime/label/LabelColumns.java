package org.seqnet.knime.label;

import java.util.List;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/** Offers the columns of the first table that can hold labels: strings, integers and booleans. */
public final class LabelColumns extends CompatibleColumnsProvider {
    /** The types of columns that can hold labels. */
    public static final List<Class<? extends DataValue>> TYPES = List.of(NominalValue.class, LongValue.class);

    /** Says whether a column can hold labels. */
    public static final Predicate<DataColumnSpec> FITTING = Columns.accepts(NominalValue.class, LongValue.class);

    /** Says whether a column can hold labels, and its spec names them. */
    public static final Predicate<DataColumnSpec> DECLARING =
            FITTING.and(column -> column.getDomain().hasValues());

    private static final Predicate<DataColumnSpec> FRACTIONS = FITTING.negate().and(Columns.accepts(DoubleValue.class));

    private static final String KINDS = "strings, integers or booleans";
    private static final String CONVERT =
            "Convert the column to integers with a Double to Integer node, or to strings with a Number to String node.";

    /** Returns the name of the last column whose labels the spec names, or else that can hold labels. */
    public static String preferred(DataTableSpec spec) {
        return Columns.last(spec, DECLARING)
                .or(() -> Columns.last(spec, FITTING))
                .orElse("");
    }

    /**
     * Returns the index of the label column that a setting names.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @throws InvalidSettingsException if the name is empty, the table lacks it, or it cannot hold labels
     */
    public static int find(DataTableSpec spec, String table, String setting, String name)
            throws InvalidSettingsException {
        boolean chosen = name != null && !name.isEmpty();
        if (chosen && spec.containsName(name) && FRACTIONS.test(spec.getColumnSpec(name))) {
            throw Failures.invalid(
                    "%s: column '%s' of the %s has the type '%s'; labels must be %s."
                            .formatted(
                                    setting,
                                    name,
                                    table,
                                    spec.getColumnSpec(name).getType().getName(),
                                    KINDS),
                    CONVERT,
                    "Or select another column in the node's dialog.");
        }
        if (!chosen && spec.stream().noneMatch(FITTING) && spec.stream().anyMatch(FRACTIONS)) {
            throw Failures.invalid(
                    "%s: the %s has no column of labels; labels must be %s.".formatted(setting, table, KINDS),
                    "If the labels are numbers such as 1.0: " + CONVERT);
        }
        return Columns.find(spec, table, setting, name, "labels", NominalValue.class, LongValue.class);
    }

    /** Creates the choices of the first table. */
    public LabelColumns() {
        super(TYPES);
    }
}
