package org.knime.core.data.renderer;

import java.awt.Component;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JTable;

/** Shows a cell by painting it; subclasses keep what {@link #setValue} tells them and paint it. */
@SuppressWarnings("rawtypes")
public abstract class AbstractPainterDataValueRenderer extends JComponent implements DataValueRenderer {

    private static final long serialVersionUID = 1L;

    @Override
    public String getDescription() {
        return "Default";
    }

    /** Sets the cell to paint next. */
    protected abstract void setValue(final Object value);

    @Override
    public Component getRendererComponent(final Object val) {
        setValue(val);
        return this;
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
    public Component getListCellRendererComponent(
            final JList list,
            final Object value,
            final int index,
            final boolean isSelected,
            final boolean cellHasFocus) {
        return getRendererComponent(value);
    }
}
