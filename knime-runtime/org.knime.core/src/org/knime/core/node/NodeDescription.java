package org.knime.core.node;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.w3c.dom.Element;

/** What users read about a node. Port numbers count from 0 and leave out the flow variable port. */
public abstract class NodeDescription {

    /** Returns the icon's path, relative to the factory or absolute; {@code null} if there is none. */
    public abstract String getIconPath();

    /** Returns an input's name, {@code null} if there is no such port. */
    public abstract String getInportName(final int index);

    /** Returns the node's name, {@code null} if there is no description. */
    public abstract String getNodeName();

    /** Returns an output's name, {@code null} if there is no such port. */
    public abstract String getOutportName(final int index);

    /** Returns the node's kind. */
    public abstract NodeType getType();

    /** Returns the number of views. */
    public abstract int getViewCount();

    /** Returns a view's story, {@code null} if there is none. */
    public abstract String getViewDescription(final int index);

    /** Returns the whole description as XML, {@code null} if there is none. */
    public abstract Element getXMLDescription();

    /** Returns this description with all ports that users have added; itself if that makes no difference. */
    NodeDescription createUpdatedNodeDescription(final ModifiablePortsConfiguration portsConfiguration) {
        return this;
    }
}
