package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xmlbeans.XmlException;
import org.knime.core.embedded.description.AddedPorts;
import org.knime.core.embedded.description.DescriptionRules;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.util.Version;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A node's description out of an XML document of {@code http://knime.org/node/v5.3} or older; see {@link
 * DescriptionRules}.
 */
public final class NodeDescription53Proxy extends NodeDescription {

    private final Element root;

    private final Version sinceVersion;

    /** Reads a document. */
    public NodeDescription53Proxy(final Document doc) throws XmlException {
        this(doc, null);
    }

    /**
     * Reads a document about a node that appeared in the given version, which may be {@code null}.
     *
     * @throws XmlException if the document is about no node
     */
    public NodeDescription53Proxy(final Document doc, final Version sinceVersion) throws XmlException {
        root = doc.getDocumentElement();
        this.sinceVersion = sinceVersion;
        if (root == null || !"knimeNode".equals(DescriptionRules.tag(root))) {
            throw new XmlException("The description's root element is no knimeNode.");
        }
    }

    /** Reads the file of a factory, or of the next superclass that has one. */
    static NodeDescription of(Class<?> factory) throws IOException, SAXException, XmlException {
        for (Class<?> c = factory; c != NodeFactory.class && c != null; c = c.getSuperclass()) {
            try (InputStream xml = c.getResourceAsStream(c.getSimpleName() + ".xml")) {
                if (xml != null) {
                    var parsers = DocumentBuilderFactory.newInstance();
                    parsers.setNamespaceAware(true);
                    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
                    return new NodeDescription53Proxy(
                            parsers.newDocumentBuilder().parse(xml));
                }
            } catch (ParserConfigurationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IOException("No description file " + factory.getSimpleName() + ".xml beside " + factory.getName());
    }

    private Optional<Element> child(String name) {
        return DescriptionRules.children(root, name).findFirst();
    }

    private Optional<Element> numbered(String group, int index, String... names) {
        return child(group).stream()
                .flatMap(parent -> DescriptionRules.children(parent, names))
                .sorted(Comparator.comparing(port -> Integer.parseInt(port.getAttribute("index"))))
                .filter(port -> port.getAttribute("index").equals(Integer.toString(index)))
                .findFirst();
    }

    private Optional<Element> port(String kind, int index) {
        return numbered("ports", index, kind, "data" + kind.substring(0, kind.length() - 4), "model" + kind);
    }

    private static String text(Element element) {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
    }

    @Override
    public String getIconPath() {
        return root.hasAttribute("icon") ? root.getAttribute("icon") : null;
    }

    @Override
    public String getNodeName() {
        return child("name").map(NodeDescription53Proxy::text).orElse(null);
    }

    @Override
    public NodeType getType() {
        for (var type : NodeType.values()) {
            if (type.name().equals(root.getAttribute("type"))) {
                return type;
            }
        }
        return NodeType.Unknown;
    }

    @Override
    public String getInportName(final int index) {
        return port("inPort", index).map(port -> port.getAttribute("name")).orElse(null);
    }

    @Override
    public String getOutportName(final int index) {
        return port("outPort", index).map(port -> port.getAttribute("name")).orElse(null);
    }

    @Override
    public int getViewCount() {
        return (int) child("views").stream()
                .flatMap(views -> DescriptionRules.children(views, "view"))
                .count();
    }

    @Override
    public String getViewDescription(final int index) {
        return numbered("views", index, "view")
                .map(NodeDescription53Proxy::text)
                .orElse(null);
    }

    @Override
    public Element getXMLDescription() {
        return root;
    }

    @Override
    NodeDescription createUpdatedNodeDescription(final ModifiablePortsConfiguration portsConfiguration) {
        if (portsConfiguration == null
                || portsConfiguration.getExtendablePorts().isEmpty()) {
            return this;
        }
        try {
            var copy = new NodeDescription53Proxy(
                    (Document) root.getOwnerDocument().cloneNode(true), sinceVersion);
            copy.child("ports").ifPresent(ports -> new AddedPorts(getNodeName(), ports)
                    .describe(portsConfiguration.getExtendablePorts()));
            return copy;
        } catch (XmlException e) {
            throw new IllegalStateException("A copy of a description is none.", e);
        }
    }
}
