package org.seqnet.knime.column;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.message.Failures;

/** Finds the columns that a node works on. */
public final class Columns {
    /**
     * For tables whose specs name all possible values already, and whose row keys are known to differ: KNIME then keeps
     * more than 60 possible values, and looks at no cell a second time.
     */
    public static final DataContainerSettings AS_DECLARED = DataContainerSettings.builder()
            .withInitializedDomain(true)
            .withDomainUpdate(false)
            .withCheckDuplicateRowKeys(false)
            .build();

    /** For tables whose bounds of numbers are found as rows are added, and whose row keys are known to differ. */
    public static final DataContainerSettings WITH_DOMAINS =
            DataContainerSettings.builder().withCheckDuplicateRowKeys(false).build();

    private Columns() {}

    /**
     * Returns the index of the column that a setting names.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @param kind what the column must hold, such as {@code "tensors"}
     * @param types the column must be compatible with one of these
     * @throws InvalidSettingsException if the name is empty, the table lacks it, or its type is another
     */
    @SafeVarargs
    public static int find(
            DataTableSpec spec,
            String table,
            String setting,
            String name,
            String kind,
            Class<? extends DataValue>... types)
            throws InvalidSettingsException {
        return find(spec, table, setting, name, kind, accepts(types));
    }

    /**
     * Returns the index of the column that a setting names.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @param kind what the column must hold, such as {@code "tensors"}
     * @param fitting tells whether a column holds that
     * @throws InvalidSettingsException if the name is empty, the table lacks it, or it holds something else
     */
    public static int find(
            DataTableSpec spec,
            String table,
            String setting,
            String name,
            String kind,
            Predicate<DataColumnSpec> fitting)
            throws InvalidSettingsException {
        if (name == null || name.isEmpty()) {
            throw spec.stream().anyMatch(fitting)
                    ? Failures.invalid(
                            "%s: no column is selected.".formatted(setting), "Select one in the node's dialog.")
                    : Failures.invalid(
                            "%s: the %s has no column of %s.".formatted(setting, table, kind),
                            "Connect a table that has one.");
        }
        int index = spec.findColumnIndex(name);
        if (index < 0) {
            throw Failures.invalid(
                    "%s: the %s has no column '%s'.".formatted(setting, table, name),
                    "Select another column in the node's dialog, or connect a table that has this column.");
        }
        if (!fitting.test(spec.getColumnSpec(index))) {
            throw Failures.invalid(
                    "%s: column '%s' of the %s has the type '%s', but %s are required."
                            .formatted(
                                    setting,
                                    name,
                                    table,
                                    spec.getColumnSpec(index).getType().getName(),
                                    kind),
                    "Select a column of %s in the node's dialog.".formatted(kind));
        }
        return index;
    }

    /**
     * Makes sure that no column is named twice, which only a flow variable can do.
     *
     * @param setting the setting's title
     * @throws InvalidSettingsException if one is
     */
    public static void requireDistinct(String setting, String[] names) throws InvalidSettingsException {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw Failures.invalid(
                        "%s: column '%s' is selected twice.".formatted(setting, name),
                        "Specify each column only once in the dialog or the flow variable.");
            }
        }
    }

    /** Returns the name of the first column that fits. */
    public static Optional<String> first(DataTableSpec spec, Predicate<DataColumnSpec> fitting) {
        return spec.stream().filter(fitting).map(DataColumnSpec::getName).findFirst();
    }

    /** Returns the name of the last column that fits: nodes append, so it is the latest one. */
    public static Optional<String> last(DataTableSpec spec, Predicate<DataColumnSpec> fitting) {
        return spec.stream().filter(fitting).map(DataColumnSpec::getName).reduce((earlier, later) -> later);
    }

    /** Returns whether a column is compatible with one of these types. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static Predicate<DataColumnSpec> accepts(Class<? extends DataValue>... types) {
        return column -> Arrays.stream(types).anyMatch(column.getType()::isCompatible);
    }
}
