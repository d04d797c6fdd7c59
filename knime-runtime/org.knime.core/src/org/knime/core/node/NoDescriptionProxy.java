package org.knime.core.node;

import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;

/** Stands in where a node has no description that can be read. */
public final class NoDescriptionProxy extends NodeDescription {

    private final String name;

    /** Makes a description that says the factory's name. */
    @SuppressWarnings("rawtypes")
    public NoDescriptionProxy(final Class<? extends NodeFactory> nodeFactoryClass) {
        name = nodeFactoryClass.getSimpleName().replaceFirst("(?<=.)NodeFactory$", "");
    }

    @Override
    public String getIconPath() {
        return null;
    }

    @Override
    public String getInportName(final int index) {
        return null;
    }

    @Override
    public String getNodeName() {
        return name;
    }

    @Override
    public String getOutportName(final int index) {
        return null;
    }

    @Override
    public NodeType getType() {
        return NodeType.Unknown;
    }

    @Override
    public int getViewCount() {
        return 0;
    }

    @Override
    public String getViewDescription(final int index) {
        return null;
    }

    @Override
    public Element getXMLDescription() {
        return null;
    }
}
