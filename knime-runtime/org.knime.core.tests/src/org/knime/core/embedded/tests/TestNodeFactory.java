package org.knime.core.embedded.tests;

import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;
import org.w3c.dom.Element;

/** A node factory that needs no description file. */
abstract class TestNodeFactory<T extends NodeModel> extends NodeFactory<T> {
    private final String name;

    TestNodeFactory(String name) {
        super(true);
        this.name = name;
        init();
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    public NodeView<T> createNodeView(int viewIndex, T nodeModel) {
        throw new IndexOutOfBoundsException(viewIndex);
    }

    @Override
    protected boolean hasDialog() {
        return false;
    }

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        return null;
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return new NodeDescription() {
            @Override
            public String getIconPath() {
                return null;
            }

            @Override
            public String getInportName(int index) {
                return "In";
            }

            @Override
            public String getNodeName() {
                return name;
            }

            @Override
            public String getOutportName(int index) {
                return "Out";
            }

            @Override
            public NodeType getType() {
                return NodeType.Other;
            }

            @Override
            public int getViewCount() {
                return 0;
            }

            @Override
            public String getViewDescription(int index) {
                return null;
            }

            @Override
            public Element getXMLDescription() {
                return null;
            }
        };
    }
}
