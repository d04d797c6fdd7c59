package org.seqnet.knime;

import java.util.Locale;
import java.util.function.Consumer;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a node says of itself in KNIME, as a page of Markdown. KNIME's panel shows no images, so a node draws with
 * letters there; the page shows a real drawing in its place.
 */
record NodePage(String name, Element description) {
    /** Returns the page of a node. */
    static NodePage of(NodeFactory<NodeModel> node) {
        return new NodePage(node.getNodeName(), node.getXMLDescription());
    }

    /** Returns the page's file name. */
    String file() {
        return slug() + ".md";
    }

    private String slug() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Returns the page. */
    String markdown() {
        var page = new StringBuilder("# " + name + "\n\n");
        each("shortDescription", element -> page.append(text(element)).append("\n\n"));
        each("intro", element -> page.append(text(element)).append("\n\n"));
        section(page, "Options", "option");
        section(page, "Input", "inPort", "dynInPort");
        section(page, "Output", "outPort", "dynOutPort");
        section(page, "Views", "view");
        each("link", element -> page.append("* [")
                .append(text(element))
                .append("](")
                .append(element.getAttribute("href"))
                .append(")\n"));
        return page.toString().strip() + "\n";
    }

    private void section(StringBuilder page, String title, String... tags) {
        int before = page.length();
        for (var tag : tags) {
            each(tag, element -> page.append("**")
                    .append(element.getAttribute("name"))
                    .append(tag.startsWith("dyn") ? "** (optional): " : "**: ")
                    .append(text(element))
                    .append("\n\n"));
        }
        if (page.length() > before) {
            page.insert(before, "## " + title + "\n\n");
        }
    }

    private void each(String tag, Consumer<Element> action) {
        var elements = description.getElementsByTagName(tag);
        for (int i = 0; i < elements.getLength(); i++) {
            action.accept((Element) elements.item(i));
        }
    }

    private String text(Node node) {
        return inline(node)
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private String inline(Node node) {
        var text = new StringBuilder();
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE) {
                text.append(child.getNodeValue().replaceAll("\\s+", " "));
            } else if (child instanceof Element element) {
                text.append(markup(element));
            }
        }
        return text.toString();
    }

    private String markup(Element element) {
        var content = inline(element);
        return switch (element.getLocalName() == null ? element.getTagName() : element.getLocalName()) {
            case "p" -> "\n\n" + content + "\n\n";
            case "h3", "h4" -> "\n\n## " + content + "\n\n";
            case "pre" -> "\n\n![How it works](../" + slug() + ".svg)\n\n";
            case "ul", "ol" -> "\n\n" + content + "\n\n";
            case "li" -> "\n* " + content;
            case "b", "strong" -> "**" + content + "**";
            case "i", "em" -> "*" + content + "*";
            case "code", "tt" -> "`" + content + "`";
            case "br" -> "\n";
            case "a" -> "[" + content + "](" + element.getAttribute("href") + ")";
            default -> content;
        };
    }
}
