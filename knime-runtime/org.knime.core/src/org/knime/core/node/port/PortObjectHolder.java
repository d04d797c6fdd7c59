package org.knime.core.node.port;

/** A node model that keeps port objects for its view. */
public interface PortObjectHolder {

    /** Returns what the model keeps. */
    PortObject[] getInternalPortObjects();

    /** Gives back what the model kept when the workflow was saved. */
    void setInternalPortObjects(final PortObject[] portObjects);
}
