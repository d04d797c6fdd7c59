package org.knime.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.xmlbeans.XmlException;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.xml.sax.SAXException;

/** Makes a node from its declaration. A subclass hands its {@link DefaultNode} to the constructor, and no more. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel>
        implements NodeDialogFactory, NodeViewFactory<NodeModel> {
    private final DefaultNode node;
    private PortObjectHolder internalData;

    protected DefaultNodeFactory(DefaultNode node) {
        super(true);
        this.node = node;
        super.init();
    }

    @Override
    protected final NodeDescription createNodeDescription() throws SAXException, IOException, XmlException {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                node.name,
                node.icon,
                describe(true),
                describe(false),
                node.shortDescription,
                node.fullDescription,
                node.externalResources,
                node.model.getParametersClass().orElse(null),
                node.getView()
                        .map(view -> List.of(new ViewDescription(node.name, view.description)))
                        .orElse(null),
                node.nodeType,
                node.keywords,
                node.sinceVersion);
    }

    private List<PortDescription> describe(boolean inputs) {
        return node.ports.stream()
                .filter(group -> group.input == inputs)
                .map(PortGroup::description)
                .toList();
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        if (node.ports.isEmpty()) {
            return Optional.empty();
        }
        var builder = new PortsConfigurationBuilder();
        node.ports.forEach(group -> add(group, builder));
        return Optional.of(builder);
    }

    private static void add(PortGroup group, PortsConfigurationBuilder builder) {
        switch (group.mode) {
            case ONE -> {
                if (group.input) {
                    builder.addFixedInputPortGroup(group.id, group.types);
                } else {
                    builder.addFixedOutputPortGroup(group.id, group.types);
                }
            }
            case OPTIONAL -> builder.addOptionalInputPortGroupWithDefault(input(group), null, group.types);
            case ANY -> builder.addExtendableInputPortGroupWithDefault(
                    input(group), new PortType[0], new PortType[0], group.types);
        }
    }

    private static String input(PortGroup group) {
        if (!group.input) {
            throw new UnsupportedOperationException("The embedded runtime has outputs that are always there, and no"
                    + " others: \"" + group.id + "\".");
        }
        return group.id;
    }

    @Override
    protected final NodeModel createNodeModel(NodeCreationConfiguration creationConfig) {
        var ports = creationConfig.getPortConfig();
        var model = new DeclaredNodeModel(
                node.model,
                ports.map(configuration -> configuration.getInputPorts()).orElseGet(() -> new PortType[0]),
                ports.map(configuration -> configuration.getOutputPorts()).orElseGet(() -> new PortType[0]));
        internalData = model;
        return model;
    }

    @Override
    public boolean hasNodeDialog() {
        return node.model.getParametersClass().isPresent();
    }

    @Override
    public final NodeDialog createNodeDialog() {
        return new DefaultNodeDialog(
                SettingsType.MODEL,
                node.model
                        .getParametersClass()
                        .orElseThrow(() -> new IllegalStateException(
                                "Node \"" + node.name + "\" has no settings, so it has no dialog.")));
    }

    @Override
    public final boolean hasNodeView() {
        return node.getView().isPresent();
    }

    @Override
    public final NodeView createNodeView(NodeModel nodeModel) {
        var view =
                node.getView().orElseThrow(() -> new IllegalStateException("Node \"" + node.name + "\" has no view."));
        return new DeclaredNodeView(view, () -> internalData);
    }

    @Deprecated
    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Deprecated
    @Override
    protected final NodeDialogPane createNodeDialogPane(NodeCreationConfiguration creationConfig) {
        return null;
    }

    @Override
    protected final int getNrNodeViews() {
        return hasNodeView() ? 1 : 0;
    }

    @Deprecated
    @Override
    public final org.knime.core.node.NodeView<NodeModel> createNodeView(int viewIndex, NodeModel nodeModel) {
        return null;
    }
}
