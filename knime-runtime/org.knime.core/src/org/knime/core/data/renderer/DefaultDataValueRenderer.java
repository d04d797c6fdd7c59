package org.knime.core.data.renderer;

import java.awt.Component;
import javax.swing.JList;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;

/** Shows a cell's text. */
@SuppressWarnings("rawtypes")
public class DefaultDataValueRenderer extends DefaultTableCellRenderer implements DataValueRenderer {

    private static final long serialVersionUID = 1L;

    private final String description;

    /** Makes a renderer for a column, of the given name. */
    public DefaultDataValueRenderer(final DataColumnSpec spec, final String description) {
        this.description = description;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public Component getListCellRendererComponent(
            final JList list, final Object value, final int index, final boolean isSelected, final boolean focus) {
        return getRendererComponent(value);
    }

    @Override
    public Component getTableCellRendererComponent(
            final JTable table,
            final Object value,
            final boolean isSelected,
            final boolean hasFocus,
            final int row,
            final int column) {
        return getRendererComponent(value);
    }

    @Override
    public Component getRendererComponent(final Object val) {
        if (isMissingValue(val)) {
            return getMissingValueRendererComponent(val);
        }
        setValue(val);
        return this;
    }

    /** Tells whether a cell is missing. */
    protected boolean isMissingValue(final Object value) {
        return value instanceof DataCell cell && cell.isMissing();
    }

    /** Returns a component that shows a missing cell. */
    protected Component getMissingValueRendererComponent(final Object val) {
        super.setValue("?");
        return this;
    }
}
