package org.knime.core.data.renderer;

import java.awt.Component;
import java.awt.Dimension;
import javax.swing.ListCellRenderer;
import javax.swing.table.TableCellRenderer;

/** Shows cells in tables and lists. */
@SuppressWarnings("rawtypes")
public interface DataValueRenderer extends TableCellRenderer, ListCellRenderer {

    /** The column property that names the renderer to prefer. */
    public static final String PROPERTY_PREFERRED_RENDERER = "preferred.renderer";

    /** Returns the name as users see it. */
    String getDescription();

    /** Returns the size that shows a cell well. */
    Dimension getPreferredSize();

    /** Returns a component that shows the cell. */
    Component getRendererComponent(final Object val);
}
