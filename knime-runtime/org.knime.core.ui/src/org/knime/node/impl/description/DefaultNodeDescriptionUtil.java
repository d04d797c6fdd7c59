package org.knime.node.impl.description;

import java.util.Collection;
import java.util.List;
import org.apache.xmlbeans.XmlException;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDescription53Proxy;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.ui.embedded.description.DescriptionDocument;
import org.knime.core.ui.embedded.parameters.Options;
import org.knime.core.util.Version;
import org.knime.node.parameters.NodeParameters;

/** Writes a node's description from what the node declares. */
public final class DefaultNodeDescriptionUtil {
    private DefaultNodeDescriptionUtil() {}

    /**
     * Describes a node.
     *
     * @throws IllegalStateException if a text is not well-formed XML, or the layout of the settings is ambiguous
     */
    public static NodeDescription createNodeDescription(
            String name,
            String icon,
            Collection<PortDescription> inPortDescriptions,
            Collection<PortDescription> outPortDescriptions,
            String shortDescription,
            String fullDescription,
            Collection<ExternalResource> externalResources,
            Class<? extends NodeParameters> modelSettingsClass,
            Collection<ViewDescription> viewDescriptions,
            NodeType type,
            Collection<String> keywords,
            Version sinceVersion) {
        var views = viewDescriptions == null ? List.<ViewDescription>of() : List.copyOf(viewDescriptions);
        var document = new DescriptionDocument(name, icon, typeOf(type, inPortDescriptions, outPortDescriptions));
        document.texts(shortDescription, fullDescription);
        if (modelSettingsClass != null) {
            document.options(Options.of(modelSettingsClass));
        }
        externalResources.forEach(document::link);
        document.ports(inPortDescriptions, outPortDescriptions);
        document.views(views);
        document.keywords(keywords);
        try {
            return new NodeDescription53Proxy(document.document(), sinceVersion);
        } catch (XmlException e) {
            throw new IllegalStateException("The description of node \"" + name + "\" cannot be used.", e);
        }
    }

    private static NodeType typeOf(NodeType declared, Collection<PortDescription> in, Collection<PortDescription> out) {
        if (declared != null) {
            return declared;
        }
        return in.isEmpty() ? NodeType.Source : out.isEmpty() ? NodeType.Sink : NodeType.Manipulator;
    }
}
