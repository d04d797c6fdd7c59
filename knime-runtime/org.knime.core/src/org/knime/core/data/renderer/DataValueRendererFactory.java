package org.knime.core.data.renderer;

import org.knime.core.data.DataColumnSpec;

/** Makes renderers; registered at {@code org.knime.core.DataValueRenderer}. */
public interface DataValueRendererFactory {

    /** Returns the name as users see it. */
    String getDescription();

    /** Returns a name that no other factory has. */
    String getId();

    /** Makes a renderer for a column. */
    DataValueRenderer createRenderer(final DataColumnSpec colSpec);
}
