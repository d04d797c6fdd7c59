package org.knime.core.ui.embedded.description;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.ui.embedded.parameters.Options.Option;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A node's description in the form of the schema {@code node_v5.3}. Call the methods in the order of the schema. */
public final class DescriptionDocument {
    private final DocumentBuilder builder;
    private final Document document;
    private final Element root;
    private Element full;

    public DescriptionDocument(String name, String icon, NodeType type) {
        try {
            builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws, where the built-in one prints as well
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java cannot parse XML.", e);
        }
        document = builder.newDocument();
        root = document.createElement("knimeNode");
        document.appendChild(root);
        root.setAttribute("icon", icon);
        root.setAttribute("type", type.toString());
        child(root, "name").setTextContent(name);
    }

    public Document document() {
        return document;
    }

    public void texts(String shortDescription, String introduction) {
        html(child(root, "shortDescription"), shortDescription);
        full = child(root, "fullDescription");
        html(child(full, "intro"), introduction);
    }

    public void options(List<Option> options) {
        var tab = child(full, "tab");
        tab.setAttribute("name", "Options");
        for (var option : options) {
            var element = child(tab, "option");
            element.setAttribute("name", option.title());
            html(element, option.description());
        }
    }

    public void link(ExternalResource resource) {
        var link = child(full, "link");
        link.setAttribute("href", resource.href());
        html(link, resource.description());
    }

    public void ports(Collection<PortDescription> in, Collection<PortDescription> out) {
        var ports = child(root, "ports");
        ports(ports, in, "inPort", "dynInPort");
        ports(ports, out, "outPort", "dynOutPort");
    }

    private void ports(Element parent, Collection<PortDescription> ports, String fixedTag, String dynamicTag) {
        int index = 0;
        for (var port : ports) {
            var element = child(parent, port.configurable() ? dynamicTag : fixedTag);
            element.setAttribute("name", port.name());
            if (port.configurable()) {
                element.setAttribute("insert-before", Integer.toString(index));
                element.setAttribute("group-identifier", port.id());
                element.setAttribute("configurable-via-menu", "false");
            } else {
                element.setAttribute("index", Integer.toString(index));
                index++;
            }
            html(element, port.description());
        }
    }

    public void views(List<ViewDescription> views) {
        if (views.isEmpty()) {
            return;
        }
        var parent = child(root, "views");
        for (int i = 0; i < views.size(); i++) {
            var element = child(parent, "view");
            element.setAttribute("index", Integer.toString(i));
            element.setAttribute("name", views.get(i).name());
            html(element, views.get(i).description());
        }
    }

    public void keywords(Collection<String> keywords) {
        if (!keywords.isEmpty()) {
            var parent = child(root, "keywords");
            keywords.forEach(keyword -> child(parent, "keyword").setTextContent(keyword));
        }
    }

    private Element child(Element parent, String tag) {
        return (Element) parent.appendChild(document.createElement(tag));
    }

    private void html(Element parent, String html) {
        try {
            var parsed = builder.parse(new InputSource(new StringReader("<html>" + html + "</html>")));
            var nodes = parsed.getDocumentElement().getChildNodes();
            for (int i = 0; i < nodes.getLength(); i++) {
                parent.appendChild(document.importNode(nodes.item(i), true));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(
                    "A text of the node description is not well-formed XML (" + e.getMessage() + "): " + html, e);
        }
    }
}
