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
import org.knime.node.parameters.NodeParameters;
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
                modelParameters().orElse(null),
                viewParameters().orElse(null),
                node.getView().map(view -> view.description).orElse(null),
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
        if (group.fixedType != null && group.input) {
            builder.addFixedInputPortGroup(group.id, group.fixedType);
        } else if (group.fixedType != null) {
            builder.addFixedOutputPortGroup(group.id, group.fixedType);
        } else if (group.extendable && group.input) {
            builder.addExtendableInputPortGroupWithDefault(
                    group.id, group.fixedTypes, group.initialTypes, group.supportedTypes.get());
        } else if (group.extendable) {
            builder.addExtendableOutputPortGroupWithDefault(
                    group.id, group.fixedTypes, group.initialTypes, group.supportedTypes.get());
        } else if (group.input) {
            builder.addOptionalInputPortGroupWithDefault(group.id, group.initialType, group.supportedTypes.get());
        } else {
            builder.addOptionalOutputPortGroupWithDefault(group.id, group.initialType, group.supportedTypes.get());
        }
    }

    private Optional<Class<? extends NodeParameters>> modelParameters() {
        return node.model.getParametersClass();
    }

    private Optional<Class<? extends NodeParameters>> viewParameters() {
        return node.getView().flatMap(DefaultView::getParametersClass);
    }

    @Override
    protected final NodeModel createNodeModel(NodeCreationConfiguration creationConfig) {
        var ports = creationConfig.getPortConfig();
        var in = ports.map(configuration -> configuration.getInputPorts()).orElseGet(() -> new PortType[0]);
        var out = ports.map(configuration -> configuration.getOutputPorts()).orElseGet(() -> new PortType[0]);
        var parameters = new ParametersHolder(modelParameters(), viewParameters(), in, out);
        if (node.model instanceof DefaultModel.TwoStep twoStep) {
            var model = new TwoStepNodeModel(twoStep, parameters);
            internalData = model;
            return model;
        }
        return new RearrangingNodeModel((DefaultModel.Rearranging) node.model, parameters);
    }

    @Override
    public boolean hasNodeDialog() {
        return modelParameters().isPresent() || viewParameters().isPresent();
    }

    @Override
    public final NodeDialog createNodeDialog() {
        var model = modelParameters();
        var view = viewParameters();
        if (model.isPresent() && view.isPresent()) {
            return new DefaultNodeDialog(SettingsType.MODEL, model.get(), SettingsType.VIEW, view.get());
        }
        if (model.isPresent()) {
            return new DefaultNodeDialog(SettingsType.MODEL, model.get());
        }
        return new DefaultNodeDialog(
                SettingsType.VIEW,
                view.orElseThrow(() ->
                        new IllegalStateException("Node \"" + node.name + "\" has no settings, so it has no dialog.")));
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
