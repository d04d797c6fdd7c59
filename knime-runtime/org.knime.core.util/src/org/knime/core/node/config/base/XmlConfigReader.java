package org.knime.core.node.config.base;

import java.util.ArrayDeque;
import java.util.Deque;
import org.knime.core.util.XMLUtils;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Turns XML elements into entries of a tree. */
final class XmlConfigReader extends DefaultHandler {

    private final ConfigBase root;

    private final Deque<ConfigBase> open = new ArrayDeque<>();

    XmlConfigReader(ConfigBase root) {
        this.root = root;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        String key = attributes.getValue("key");
        switch (name) {
            case "config" -> startConfig(key);
            case "entry" -> {
                if (open.isEmpty()) {
                    throw new SAXException("\"entry\" stands outside of any \"config\".");
                }
                open.peek().addEntry(entry(key, attributes));
            }
            default -> throw new SAXException("\"" + name + "\" is not a valid tag name.");
        }
    }

    private void startConfig(String key) {
        if (open.isEmpty()) {
            root.setKey(key);
            open.push(root);
        } else {
            open.push(open.peek().addConfigBase(key));
        }
    }

    private static AbstractConfigEntry entry(String key, Attributes attributes) throws SAXException {
        String type = attributes.getValue("type");
        boolean isNull = "true".equals(attributes.getValue("isnull"));
        String value = isNull ? null : XMLUtils.unescape(attributes.getValue("value"));
        ConfigEntries kind;
        try {
            kind = ConfigEntries.valueOf(type);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new SAXException("Invalid type ('" + type + "') for key '" + key + "' in XML file.", e);
        }
        return kind.createEntry(key, value);
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        if (name.equals("config")) {
            open.pop();
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw new SAXException("line " + e.getLineNumber() + ": " + e.getMessage(), e);
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        error(e);
    }
}
