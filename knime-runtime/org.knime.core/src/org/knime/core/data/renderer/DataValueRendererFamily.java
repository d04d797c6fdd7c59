package org.knime.core.data.renderer;

import org.knime.core.data.DataColumnSpec;

/** Several renderers, one of which is active. */
public interface DataValueRendererFamily extends DataValueRenderer {

    /** Returns the renderers' names. */
    String[] getRendererDescriptions();

    /** Makes a renderer the active one. */
    void setActiveRenderer(final String description);

    /** Tells whether a renderer can show cells of a column. */
    boolean accepts(final String description, final DataColumnSpec spec);
}
