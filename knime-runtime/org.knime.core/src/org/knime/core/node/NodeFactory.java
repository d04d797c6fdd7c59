package org.knime.core.node;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import org.apache.xmlbeans.XmlException;
import org.knime.core.embedded.description.DescriptionRules;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Makes a node's model and tells its description. */
public abstract class NodeFactory<T extends NodeModel> {

    private NodeDescription description;

    /** The kinds of nodes, which decide about their colour. */
    public static enum NodeType {
        /** Has no input. */
        Source,
        /** Has no output. */
        Sink,
        /** Learns a model. */
        Learner,
        /** Applies a model. */
        Predictor,
        /** Changes data. */
        Manipulator,
        /** Shows data. */
        Visualizer,
        /** Asks in a data application. */
        Widget,
        /** Holds a workflow. */
        Meta,
        /** Begins a loop. */
        LoopStart,
        /** Ends a loop. */
        LoopEnd,
        /** Begins a scope. */
        ScopeStart,
        /** Ends a scope. */
        ScopeEnd,
        /** Asked in a data application, once. */
        @Deprecated
        QuickForm,
        /** Asks in a component's dialog. */
        Configuration,
        /** None of the others. */
        Other,
        /** Is not installed. */
        Missing,
        /** Does not say. */
        Unknown,
        /** Holds a component. */
        Subnode,
        /** Begins a component. */
        VirtualIn,
        /** Ends a component. */
        VirtualOut,
        /** Is called from outside. */
        Container
    }

    /** Reads the description at once. */
    protected NodeFactory() {
        this(false);
    }

    /** Reads the description at once, or when {@link #init()} is called. */
    protected NodeFactory(final boolean lazyInitialization) {
        if (!lazyInitialization) {
            init();
        }
    }

    /** Reads the description, from an XML file beside the class as it stands. */
    protected NodeDescription createNodeDescription() throws SAXException, IOException, XmlException {
        return NodeDescription53Proxy.of(getClass());
    }

    /** Reads the description if that has not happened. A broken one is a coding problem, and the node has none. */
    public synchronized void init() {
        if (description != null) {
            return;
        }
        try {
            description = Objects.requireNonNull(createNodeDescription());
            if (description.getXMLDescription() != null) {
                DescriptionRules.violations(description.getXMLDescription()).forEach(violation -> NodeLogger.getLogger(
                                getClass())
                        .coding("The description of " + getClass().getName() + " breaks KNIME's schema: " + violation));
            }
        } catch (SAXException | IOException | XmlException e) {
            NodeLogger.getLogger(getClass())
                    .coding("The description of " + getClass().getName() + " cannot be read: " + e.getMessage(), e);
            description = new NoDescriptionProxy(getClass());
        }
    }

    NodeDescription getNodeDescription() {
        return description;
    }

    /** Returns the whole description as XML, {@code null} if there is none. */
    public Element getXMLDescription() {
        return description.getXMLDescription();
    }

    /** Takes over what a factory that makes several nodes has stored, and reads the description. */
    public void loadAdditionalFactorySettings(final ConfigRO config) throws InvalidSettingsException {
        init();
    }

    /** Writes what a factory that makes several nodes needs to know which one it is. */
    public void saveAdditionalFactorySettings(final ConfigWO config) {}

    /** Returns the node's name. */
    public final String getNodeName() {
        return description.getNodeName();
    }

    /** Makes a model. */
    public abstract T createNodeModel();

    /** Makes a model with the ports that users chose. */
    protected T createNodeModel(final NodeCreationConfiguration creationConfig) {
        return createNodeModel();
    }

    /** Makes a model and reports what the description, with the ports that users have added, does not say of it. */
    final T callCreateNodeModel(NodeCreationConfiguration creationConfig, NodeDescription adapted) {
        T model = creationConfig == null ? createNodeModel() : createNodeModel(creationConfig);
        if (!(adapted instanceof NoDescriptionProxy)) {
            reportGaps(model, adapted);
        }
        return model;
    }

    private void reportGaps(NodeModel model, NodeDescription adapted) {
        var logger = NodeLogger.getLogger(getClass());
        if (getNrNodeViews() != adapted.getViewCount()) {
            logger.coding("Missing or surplus view description of " + getClass().getName());
        }
        for (int i = 0; i < model.getNrInPorts(); i++) {
            if (adapted.getInportName(i) == null) {
                logger.coding("Missing description for input port " + i + " of "
                        + getClass().getName());
            }
        }
        for (int i = 0; i < model.getNrOutPorts(); i++) {
            if (adapted.getOutportName(i) == null) {
                logger.coding("Missing description for output port " + i + " of "
                        + getClass().getName());
            }
        }
        for (int i = 0; i < adapted.getViewCount(); i++) {
            if (adapted.getViewDescription(i) == null) {
                logger.coding("Missing description for view " + i + " of "
                        + getClass().getName());
            }
        }
    }

    /** Returns the number of Swing views. */
    protected abstract int getNrNodeViews();

    /** Makes a Swing view; the embedded runtime never calls this. */
    @Deprecated(since = "5.6", forRemoval = true)
    public abstract NodeView<T> createNodeView(final int viewIndex, final T nodeModel);

    /** Tells whether there is a Swing dialog. */
    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract boolean hasDialog();

    /** Makes a Swing dialog; the embedded runtime never calls this. */
    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract NodeDialogPane createNodeDialogPane();

    /** Makes a Swing dialog; the embedded runtime never calls this. */
    @Deprecated(since = "5.6", forRemoval = true)
    protected NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration creationConfig) {
        return createNodeDialogPane();
    }

    /** Returns the icon, {@code null} if there is none. */
    public URL getIcon() {
        String path = description.getIconPath();
        return path == null ? null : getClass().getResource(path.replaceFirst("^\\./", ""));
    }

    /** Returns the node's kind. */
    public NodeType getType() {
        return description.getType();
    }
}
