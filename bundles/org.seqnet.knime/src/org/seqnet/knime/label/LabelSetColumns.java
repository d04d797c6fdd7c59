package org.seqnet.knime.label;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/** Offers the columns of the first table that hold sets or lists of labels: of strings, integers or booleans. */
public final class LabelSetColumns extends CompatibleColumnsProvider {
    /** Creates the choices of the first table. */
    public LabelSetColumns() {
        super(CollectionDataValue.class);
    }

    @Override
    public boolean isIncluded(DataColumnSpec column) {
        return holdsLabels(column);
    }

    /** Returns whether a column holds sets or lists, and all that is in them can be labels. */
    public static boolean holdsLabels(DataColumnSpec column) {
        var element = column.getType().getCollectionElementType();
        return element != null && (element.isCompatible(NominalValue.class) || element.isCompatible(LongValue.class));
    }

    /**
     * Returns the index of the column of label sets that a setting names.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @throws InvalidSettingsException if the name is empty, the table lacks it, or it holds something else
     */
    public static int find(DataTableSpec spec, String table, String setting, String name)
            throws InvalidSettingsException {
        var column = name == null ? null : spec.getColumnSpec(name);
        if (column != null && column.getType().getCollectionElementType() != null && !holdsLabels(column)) {
            throw Failures.invalid(
                    "%s: the sets or lists in column '%s' of the %s contain values of the type '%s'; labels must be "
                                    .formatted(
                                            setting,
                                            name,
                                            table,
                                            column.getType()
                                                    .getCollectionElementType()
                                                    .getName())
                            + "strings, integers or booleans.",
                    "Convert the values before they are collected, or select another column in the node's dialog.");
        }
        return Columns.find(spec, table, setting, name, "sets or lists of labels", LabelSetColumns::holdsLabels);
    }
}
